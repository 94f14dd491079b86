"""What a fee is worked out from: pay, travel by zone, absences, on-costs, overheads, margin, lengths of visits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

HOUR = Decimal(60)


class MarginBasis(StrEnum):
    """What the margin is a share of: the price (cost / (1 − margin)) or the cost (cost · (1 + margin))."""

    PRICE = "price"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class ZoneTravel:
    """The way to one visit in a zone: ``t`` travel minutes, ``w`` paid waiting minutes, ``d`` miles."""

    t: Decimal
    w: Decimal
    d: Decimal


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """The inputs that are one number each, named as in a scenario's file; £, hours, weeks, or shares of 1."""

    pay: Decimal
    travel_pay: Decimal
    waiting_pay: Decimal
    other_paid_share: Decimal
    holiday_weeks: Decimal
    sick_share: Decimal
    notice_share: Decimal
    contact_hours_per_careworker: Decimal
    ni_rate: Decimal
    ni_threshold: Decimal
    employment_allowance: Decimal
    pension_rate: Decimal
    pension_floor: Decimal
    opted_in: Decimal
    mileage_rate: Decimal
    drivers: Decimal
    fixed_gbp_year: Decimal
    variable_gbp_hour: Decimal
    hours_per_week: Decimal
    margin: Decimal
    weeks: Decimal
    nlw: Decimal


@dataclass(frozen=True)
class FeeInputs:
    """All inputs of a scenario; ``mix`` is the share of visits by their minutes and adds up to 1."""

    terms: FeeTerms
    margin_basis: MarginBasis
    zones: Mapping[str, ZoneTravel]
    mix: Mapping[int, Decimal]

    @property
    def visits_per_hour(self) -> Decimal:
        """Return q, the visits per contact hour: 60 / Σ minutes · share."""
        return HOUR / sum((minutes * share for minutes, share in self.mix.items()), Decimal(0))

    @property
    def lengths(self) -> tuple[int, ...]:
        """Return the minutes of the visits that there are."""
        return tuple(sorted(minutes for minutes, share in self.mix.items() if share > 0))

    def priced(self, cost: Decimal) -> Decimal:
        """Return the price at which the margin is earned on a cost."""
        if self.margin_basis is MarginBasis.PRICE:
            return cost / (1 - self.terms.margin)
        return cost * (1 + self.terms.margin)

    def but(self, **changed: Decimal) -> "FeeInputs":
        """Return the same with some of the terms changed."""
        return replace(self, terms=replace(self.terms, **changed))

    def with_zone(self, name: str, zone: ZoneTravel) -> "FeeInputs":
        return replace(self, zones={**self.zones, name: zone})
