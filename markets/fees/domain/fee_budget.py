"""The budget of a fee by financial year, and what it changes for providers whose hours and rates a council types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markets.fees.domain.result import WEEKS, ScenarioResult

NOTHING, ONE = Decimal(0), Decimal(1)
APRIL = 4
MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class BudgetTerms:
    """When the new fee starts, and by how much fees and hours grow on each 1 April after it, shares of 1."""

    start: date
    uplift: Decimal
    growth: Decimal
    years: int


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A financial year: its days under the new fee, what they cost at today's fee and at the new one, £."""

    label: str
    days: int
    today: Decimal
    new: Decimal

    @property
    def more(self) -> Decimal:
        return self.new - self.today


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """What a council types of a provider: its hours a week, today's rate, and the zone it works in."""

    name: str
    hours: Decimal
    rate: Decimal
    zone: str


@dataclass(frozen=True, slots=True)
class ProviderChange:
    """A provider's income in a year, £: modelled from its hours, and not its cost."""

    line: ProviderLine
    model_rate: Decimal

    @property
    def change(self) -> Decimal:
        return (self.model_rate - self.line.rate) * self.line.hours * WEEKS

    @property
    def share(self) -> Decimal | None:
        """Return the change as a share of today's income; None where that is nothing."""
        return self.model_rate / self.line.rate - 1 if self.line.rate else None


def yearly_budget(result: ScenarioResult, terms: BudgetTerms) -> tuple[BudgetYear, ...]:
    """Return the budget by financial year, from zones of which both fee and hours are typed.

    A whole year is 52 weeks, and a part of one by its days. Hours grow under either fee; only the new fee is uplifted.
    """
    known = [(zone.fee.rate, zone.council) for zone in result.zones]
    today = sum(((own.fee or 0) * (own.hours or 0) * WEEKS for _, own in known if own.fee), NOTHING)
    new = sum((rate * (own.hours or 0) * WEEKS for rate, own in known if own.fee), NOTHING)
    years = []
    for number in range(terms.years):
        first = _april(terms.start, number)
        after = _april(terms.start, number + 1)
        days, whole = (after - max(first, terms.start)).days, (after - first).days
        part = Decimal(days) / whole * (ONE + terms.growth) ** number
        label = f"{first.year}–{after.year % 100:02}"
        years.append(BudgetYear(label, days, today * part, new * part * (ONE + terms.uplift) ** number))
    return tuple(years)


def _april(day: date, years: int) -> date:
    """Return the 1 April on which the financial year of a day begins, so many years later."""
    year = day.year if day >= date(day.year, APRIL, 1) else day.year - 1
    return date(year + years, APRIL, 1)


def provider_changes(result: ScenarioResult, lines: Sequence[ProviderLine]) -> tuple[ProviderChange, ...]:
    """Return what the model's rate of its zone changes for each provider: those that lose most come first."""
    rates: Mapping[str, Decimal] = {zone.name: zone.fee.rate for zone in result.zones}
    changes = (ProviderChange(line, rates[line.zone]) for line in lines)
    return tuple(sorted(changes, key=lambda one: (one.change, one.line.name)))
