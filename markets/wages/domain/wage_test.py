"""The wage test: what a rate of pay comes to per hour worked, by zone, and the contact pay that reaches the floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import HOUR
from markets.fees.domain.wage_floor import EffectivePay, PaidTime, pay_per_hour_worked


@dataclass(frozen=True, slots=True)
class WageTerms:
    """What is paid, £ per hour; ``minutes`` are those of a mean visit, ``floor`` the wage not to fall below."""

    pay: Decimal
    travel_pay: Decimal
    waiting_pay: Decimal
    floor: Decimal
    minutes: Decimal


@dataclass(frozen=True, slots=True)
class WageZone:
    """The way to a visit in a zone, minutes of travel and of waiting."""

    name: str
    travel: Decimal
    waiting: Decimal


@dataclass(frozen=True, slots=True)
class TestedZone:
    """What pay comes to in a zone: ``needed`` is the pay per contact hour that reaches the floor in both readings."""

    name: str
    away: Decimal
    effective: EffectivePay
    needed: Decimal
    floor: Decimal

    @property
    def is_below(self) -> bool:
        """Tell whether it is below the floor whether waiting is work or not."""
        return self.effective.is_wholly_below(self.floor)

    @property
    def may_be_below(self) -> bool:
        return self.effective.falls_below(self.floor)

    @property
    def verdict(self) -> str:
        if self.is_below:
            return "Below"
        return "Below in one reading of waiting" if self.may_be_below else "Not below"


def zones_tested(terms: WageTerms, zones: Sequence[WageZone]) -> list[TestedZone]:
    return [_tested(terms, zone) for zone in zones]


def _tested(terms: WageTerms, zone: WageZone) -> TestedZone:
    travel = PaidTime(zone.travel / terms.minutes, terms.travel_pay)
    waiting = PaidTime(zone.waiting / terms.minutes, terms.waiting_pay)
    return TestedZone(
        zone.name,
        (travel.hours + waiting.hours) * HOUR,
        pay_per_hour_worked(terms.pay, travel, waiting),
        _needed(terms.floor, travel, waiting),
        terms.floor,
    )


def _needed(floor: Decimal, travel: PaidTime, waiting: PaidTime) -> Decimal:
    """Return floor · hours worked less what the way is paid; the larger of both readings, and never below nothing."""
    if_free = floor * (1 + travel.hours) - travel.hours * travel.pay
    if_work = if_free + waiting.hours * (floor - waiting.pay)
    return max(if_free, if_work, Decimal(0))


def says(zones: Sequence[TestedZone]) -> str:
    """Return the answer in a sentence."""
    below = [zone.name for zone in zones if zone.is_below]
    unsure = [zone.name for zone in zones if zone.may_be_below and not zone.is_below]
    if not below and not unsure:
        return "Once travel and waiting count, pay does not fall below the floor in any zone."
    parts = [f"pay falls below the floor in {', '.join(below)}"] if below else []
    parts += [f"it depends on whether waiting is work in {', '.join(unsure)}"] if unsure else []
    return f"Once travel and waiting count, {'; '.join(parts)}."
