"""The budget of a fee by financial year and by month, and what it changes for providers whose hours a council types."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markets.fees.domain.more_words import more_or_less
from markets.fees.domain.result import WEEKS, ScenarioResult
from spreadsheets.decimals import rounded

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
class BudgetSpan:
    """A financial year or a month of it: its days under the new fee, and what they cost at either fee, to the penny."""

    label: str
    days: int
    today: Decimal
    new: Decimal

    @property
    def more(self) -> Decimal:
        return self.new - self.today

    @property
    def says(self) -> str:
        return more_or_less(self.more)


@dataclass(frozen=True, slots=True)
class BudgetYear(BudgetSpan):
    """A financial year with its ``months``, which add up to it to the penny."""

    months: tuple[BudgetSpan, ...]


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
    """Return the budget by financial year and month, from zones of which both fee and hours are typed.

    A whole year is 52 weeks, and a part of one by its days. Hours grow under either fee; only the new fee is uplifted.
    """
    known = [(zone.fee.rate, zone.council) for zone in result.zones]
    today = sum(((own.fee or 0) * (own.hours or 0) * WEEKS for _, own in known if own.fee), NOTHING)
    new = sum((rate * (own.hours or 0) * WEEKS for rate, own in known if own.fee), NOTHING)
    years = []
    for number in range(terms.years):
        grown = (ONE + terms.growth) ** number
        yearly = (today * grown, new * grown * (ONE + terms.uplift) ** number)
        years.append(_year(_april(terms.start, number), _april(terms.start, number + 1), terms.start, yearly))
    return tuple(years)


def _year(first: date, after: date, start: date, yearly: tuple[Decimal, Decimal]) -> BudgetYear:
    """Return the days of a year from the start on; each month is what its last day adds to the sum so far."""
    whole, begins = (after - first).days, max(first, start)
    months, days, spent = [], 0, (NOTHING, NOTHING)
    for month, then in _months(begins, after):
        days += (then - month).days
        upto = (_part(yearly[0], days, whole), _part(yearly[1], days, whole))
        label = f"{month:%B %Y}"
        months.append(BudgetSpan(label, (then - month).days, upto[0] - spent[0], upto[1] - spent[1]))
        spent = upto
    return BudgetYear(f"{first.year}–{after.year % 100:02}", days, *spent, months=tuple(months))


def _part(yearly: Decimal, days: int, whole: int) -> Decimal:
    return rounded(yearly * days / whole)


def _months(first: date, after: date) -> Iterator[tuple[date, date]]:
    """Yield each month from a day on with the day that follows it; the first may be a part of one."""
    while first < after:
        then = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield first, then
        first = then


def _april(day: date, years: int) -> date:
    """Return the 1 April on which the financial year of a day begins, so many years later."""
    year = day.year if day >= date(day.year, APRIL, 1) else day.year - 1
    return date(year + years, APRIL, 1)


def provider_changes(result: ScenarioResult, lines: Sequence[ProviderLine]) -> tuple[ProviderChange, ...]:
    """Return what the model's rate of its zone changes for each provider: those that lose most come first."""
    rates: Mapping[str, Decimal] = {zone.name: zone.fee.rate for zone in result.zones}
    changes = (ProviderChange(line, rates[line.zone]) for line in lines)
    return tuple(sorted(changes, key=lambda one: (one.change, one.line.name)))
