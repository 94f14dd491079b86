"""Measures of what a council pays: each a function of its case, exact, None where it is missing."""

from collections.abc import Sequence
from fractions import Fraction

from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.rounds.domain.councils import PriceRow
from costing.rates import rates_at

WAGE = "national_living_wage"
LONG, SHORT = 60, 15
# The Homecare Association's minimum price for England, £ an hour, by the year from April; published, not ours.
MINIMUM_PRICES = {2018: Fraction("18.01"), 2021: Fraction("21.43"), 2025: Fraction("32.14")}
APRIL = 4


def average_price(case: CouncilCase) -> Fraction | None:
    """Return Σ hourly · hours / Σ hours of the headline package, £ per contact hour."""
    return _mean(case.headline_prices)


def price_of_length(case: CouncilCase, minutes: int) -> Fraction | None:
    """Return the average price of visits of so many minutes, £ per contact hour."""
    return _mean([one for one in case.headline_prices if one[0].minutes == minutes])


def _mean(priced: Sequence[tuple[PriceRow, Fraction, Fraction]]) -> Fraction | None:
    whole = sum((hours for _, _, hours in priced), Fraction(0))
    return sum((hourly * hours for _, hourly, hours in priced), Fraction(0)) / whole if whole else None


def price_15(case: CouncilCase) -> Fraction | None:
    """Return the average price of visits of 15 minutes, £ per contact hour."""
    return price_of_length(case, 15)


def price_30(case: CouncilCase) -> Fraction | None:
    """Return the average price of visits of 30 minutes, £ per contact hour."""
    return price_of_length(case, 30)


def price_45(case: CouncilCase) -> Fraction | None:
    """Return the average price of visits of 45 minutes, £ per contact hour."""
    return price_of_length(case, 45)


def price_60(case: CouncilCase) -> Fraction | None:
    """Return the average price of visits of 60 minutes, £ per contact hour."""
    return price_of_length(case, 60)


def short_visit_price(case: CouncilCase) -> Fraction | None:
    """Return the hourly price of 15 minutes / that of 60, %: 100 is no premium for short visits."""
    return _share(price_of_length(case, SHORT), price_of_length(case, LONG))


def spend_check(case: CouncilCase) -> Fraction | None:
    """Return spend a week / hours a week / the average price, %: 100 is agreement."""
    spend, hours = case.number("spend_per_week"), case.number("hours_commissioned_per_week")
    an_hour = spend / hours if spend is not None and hours else None
    return _share(an_hour, average_price(case))


def indicative_rate(case: CouncilCase) -> Fraction | None:
    """Return the indicative rate if it is in force in the week, £ per contact hour: a coming one is nobody's yet."""
    begins = case.day("rates_from")
    return None if begins is not None and begins > case.week else case.number("indicative_rate")


def indicative_gap(case: CouncilCase) -> Fraction | None:
    """Return the average price less the indicative rate, £ per contact hour; below 0 is paid below own indicative."""
    price, rate = average_price(case), indicative_rate(case)
    return price - rate if price is not None and rate is not None else None


def price_to_indicative(case: CouncilCase) -> Fraction | None:
    """Return the average price / the indicative rate, %: below 100 is paid below own indicative rate."""
    return _share(average_price(case), indicative_rate(case))


def over_ceiling(case: CouncilCase) -> Fraction | None:
    """Return the share of hours bought above the council's ceiling, % of hours; None without a ceiling."""
    ceiling, priced = case.number("ceiling_rate"), case.headline_prices
    whole = sum((hours for _, _, hours in priced), Fraction(0))
    if ceiling is None or not whole:
        return None
    return sum((hours for _, hourly, hours in priced if hourly > ceiling), Fraction(0)) / whole * 100


def wage_floor(case: CouncilCase) -> Fraction | None:
    """Return the pay floor of the contract, else the National Living Wage in the week, £ per hour."""
    asked = case.number("pay_floor_gbp")
    if asked:
        return asked
    found = rates_at(case.week, (WAGE,))
    return Fraction(found[WAGE]) if found else None


def wage_cover(case: CouncilCase) -> Fraction | None:
    """Return the average price / the pay floor, £ of price for £1 of wage."""
    price, floor = average_price(case), wage_floor(case)
    return price / floor if price is not None and floor else None


def cost_cover(case: CouncilCase) -> Fraction | None:
    """Return the average price / the council's own released cost of care median, %."""
    return _share(average_price(case), case.number("cost_of_care_median"))


def minimum_cover(case: CouncilCase) -> Fraction | None:
    """Return the average price / the Homecare Association's minimum price of the year, %; None in other years."""
    year = case.week.year if case.week.month >= APRIL else case.week.year - 1
    return _share(average_price(case), MINIMUM_PRICES.get(year))


def uplift(case: CouncilCase) -> Fraction | None:
    """Return the average rise at the last uplift, % of the rate."""
    share = case.number("uplift_share")
    return None if share is None else share * 100


def _share(of: Fraction | None, base: Fraction | None) -> Fraction | None:
    return of / base * 100 if of is not None and base else None
