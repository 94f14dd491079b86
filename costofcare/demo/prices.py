"""Bring invented answers from the prices of 2022 to those of a later price date."""

from datetime import date
from decimal import Decimal

from costing.rates import NATIONAL_LIVING_WAGE, rates_at
from costing.synthetic import PRICE_DATE
from spreadsheets.decimals import rounded


def at_prices_of(answers: dict[str, str], day: date) -> dict[str, str]:
    """Return answers at the prices of a day.

    Pay and running costs rise as the National Living Wage did, nothing else.
    """
    rise = wage_at(day) / wage_at(PRICE_DATE)
    return {key: raised(key, value, rise) for key, value in answers.items()}


def raised(key: str, value: str, rise: Decimal) -> str:
    if is_pay(key):
        return str(rounded(Decimal(value) * rise))
    return str(rounded(Decimal(value) * rise, 0)) if key.endswith("_cost") else value


def is_pay(key: str) -> bool:
    return key.startswith("pay_rate_") or key.endswith("_pay_rate")


def wage_at(day: date) -> Decimal:
    """Return £ an hour; raises ValueError for a day outside of the table of rates."""
    rates = rates_at(day, [NATIONAL_LIVING_WAGE])
    if rates is None:
        raise ValueError(f"no National Living Wage is filed for {day}")
    return rates[NATIONAL_LIVING_WAGE]
