"""Where an answer stands: what basic pay comes to per hour worked, and whether that is below the floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from costing.figure_words import gbp
from costing.rates import NATIONAL_LIVING_WAGE, rates_at
from markets.paysurveys.domain.given_pay import GivenPay, TravelPay
from markets.wages.domain.wage_test import TestedZone, WageTerms, WageZone, zones_tested

HIGH_PAY, LONG_WAY = Decimal(25), Decimal(60)


class PayStanding(StrEnum):
    """Against the floor: below it whether waiting is work or not; not below it so; or travel minutes are not known."""

    BELOW = "below"
    NOT_BELOW = "not below"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class PayTest:
    """Basic pay tested; ``result`` is None where the travel minutes are not known."""

    floor: Decimal
    standing: PayStanding
    result: TestedZone | None

    @property
    def says(self) -> str:
        if self.result is None and self.standing is PayStanding.UNKNOWN:
            return "Travel minutes are not known, so it cannot be said what basic pay comes to per hour worked."
        where = "below" if self.standing is PayStanding.BELOW else "not below"
        return f"Basic pay is {where} the National Living Wage of {gbp(self.floor)} once travel and waiting count."


def floor_on(day: date) -> Decimal | None:
    """Return the National Living Wage of a day; None if no rate is filed for it."""
    rates = rates_at(day, {NATIONAL_LIVING_WAGE})
    return rates[NATIONAL_LIVING_WAGE] if rates else None


def pay_tested(pay: GivenPay, visit_minutes: Decimal, floor: Decimal) -> PayTest:
    """Test basic pay; waiting is paid nothing of its own, as the survey asks for no pay of it."""
    if pay.travel_minutes is None:
        return PayTest(floor, _without_minutes(pay, floor), None)
    terms = WageTerms(pay.basic, pay.travel_pay, Decimal(0), floor, visit_minutes)
    way = WageZone("", pay.travel_minutes, pay.waiting_minutes or Decimal(0))
    [result] = zones_tested(terms, [way])
    return PayTest(floor, PayStanding.BELOW if result.is_below else PayStanding.NOT_BELOW, result)


def _without_minutes(pay: GivenPay, floor: Decimal) -> PayStanding:
    """Whatever the minutes are, pay lies between that for contact and that for travel."""
    if pay.basic < floor and pay.travel_pay < floor:
        return PayStanding.BELOW
    return PayStanding.NOT_BELOW if pay.basic >= floor and pay.travel_pay >= floor else PayStanding.UNKNOWN


def remarks_on(pay: GivenPay, test: PayTest, reference: date) -> Sequence[str]:
    """Return what an analyst should look at, a sentence each."""
    floor = test.floor
    rates = {"Basic": pay.basic, "Evening": pay.evening, "Weekend": pay.weekend}
    found = [
        f"{name} pay of {gbp(rate)} is below the floor of {gbp(floor)}."
        for name, rate in rates.items()
        if rate is not None and rate < floor
    ]
    found += [
        f"{name} pay of {gbp(rate)} is above {gbp(HIGH_PAY)}."
        for name, rate in rates.items()
        if rate and rate > HIGH_PAY
    ]
    found += [
        f"{name} pay of {gbp(rate)} is below basic pay of {gbp(pay.basic)}."
        for name, rate in rates.items()
        if rate is not None and rate < pay.basic
    ]
    found += _of_travel(pay, floor)
    if test.result and test.standing is PayStanding.BELOW and pay.basic >= floor:
        found.append(f"Basic pay comes to {gbp(test.result.effective.upper)} per hour worked at most, below the floor.")
    if (reference - pay.holds_from).days > 2 * 365:
        found.append("This pay has held for more than two years.")
    return found


def _of_travel(pay: GivenPay, floor: Decimal) -> list[str]:
    found = []
    if pay.travel is TravelPay.RATE and pay.travel_rate is not None and pay.travel_rate < floor:
        found.append(
            "Travel is paid, but at a rate of £0.00."
            if not pay.travel_rate
            else f"Travel is paid {gbp(pay.travel_rate)} an hour, below the floor of {gbp(floor)}."
        )
    if pay.travel_minutes is None:
        found.append("Travel minutes are not known.")
    for name, minutes in (("Travel", pay.travel_minutes), ("Waiting", pay.waiting_minutes)):
        if minutes is not None and minutes > LONG_WAY:
            found.append(f"{name} of {minutes.normalize():f} minutes a visit is longer than an hour.")
    return found
