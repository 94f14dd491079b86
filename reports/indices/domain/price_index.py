"""A price index: values by date with where each was published; only what an analyst brought, never a guess."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import day_in_words

LONGEST_NAME, LONGEST_SOURCE = 100, 300
MOST_VALUES = 2_000
BEYOND_BELIEF = Decimal(10) ** 9
MOST_PLACES = 10


@dataclass(frozen=True, slots=True)
class IndexValue:
    day: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """An index; ``values`` rise by date, one a date."""

    name: str
    values: tuple[IndexValue, ...]

    def at(self, day: date) -> IndexValue | None:
        """Return the value of the day, or the last one before it; None before the first."""
        before = bisect_right([one.day for one in self.values], day)
        return self.values[before - 1] if before else None


def key_of(name: str) -> str:
    """Return the name for comparing: “CPI” and “ cpi ” are one index."""
    return " ".join(name.split()).casefold()


def value_fault(value: Decimal) -> str:
    """Tell what is expected of a value that will not do; blank if it will."""
    exponent = value.as_tuple().exponent if value.is_finite() else 0
    if not value.is_finite() or not 0 < value < BEYOND_BELIEF:
        return "a number above 0 and below 1,000,000,000"
    return f"at most {MOST_PLACES} decimal places" if isinstance(exponent, int) and exponent < -MOST_PLACES else ""


def put_in(standing: Iterable[IndexValue], new: Iterable[IndexValue]) -> tuple[IndexValue, ...]:
    """Return the values with the new ones among them; a date that is there already gets the new value."""
    by_day = {one.day: one for one in (*standing, *new)}
    return tuple(by_day[day] for day in sorted(by_day))


def document_of(values: Iterable[IndexValue]) -> list[dict[str, str]]:
    return [{"date": one.day.isoformat(), "value": f"{one.value:f}", "source": one.source} for one in values]


def values_from(document: Iterable[Mapping[str, Any]]) -> tuple[IndexValue, ...]:
    """Return what ``document_of`` wrote."""
    return tuple(IndexValue(date.fromisoformat(one["date"]), Decimal(one["value"]), one["source"]) for one in document)


def changes_in_words(before: tuple[IndexValue, ...], after: tuple[IndexValue, ...]) -> str:
    """Return “2 values added, 1 changed, 3 taken out”; blank if nothing was."""
    was, now = ({one.day: one for one in values} for values in (before, after))
    counts = (
        (len(now.keys() - was.keys()), "added"),
        (sum(was[day] != now[day] for day in was.keys() & now.keys()), "changed"),
        (len(was.keys() - now.keys()), "taken out"),
    )
    return ", ".join(f"{count} value{'' if count == 1 else 's'} {what}" for count, what in counts if count)


def span_in_words(values: tuple[IndexValue, ...]) -> str:
    first, last = day_in_words(values[0].day), day_in_words(values[-1].day)
    return first if first == last else f"{first} to {last}"
