"""Statutory rates by date: wages, National Insurance, pension, registration fees."""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

NATIONAL_LIVING_WAGE = "national_living_wage"


@dataclass(frozen=True, slots=True)
class Rate:
    """A value of a rate, in force from ``valid_from`` until the next."""

    name: str
    unit: str
    valid_from: date
    value: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class RateWindow:
    """The price dates for which every needed rate is filed, both ends counted."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@cache
def all_rates() -> tuple[Rate, ...]:
    with (Path(__file__).parent / "rates.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Rate(row["rate"], row["unit"], date.fromisoformat(row["valid_from"]), Decimal(row["value"]), row["note"])
            for row in csv.DictReader(file)
        )


@cache
def window_for(names: frozenset[str]) -> RateWindow:
    """Return the window.

    From the day all rates exist to a year after the newest was filed, as rates change by tax year.
    """
    starts = [[rate.valid_from for rate in all_rates() if rate.name == name] for name in names]
    newest = max(max(days) for days in starts)
    return RateWindow(max(min(days) for days in starts), newest.replace(year=newest.year + 1) - timedelta(days=1))


def rates_at(day: date, names: Iterable[str]) -> Mapping[str, Decimal] | None:
    """Return each rate in force on a day, or None outside the table: never a silent neighbour."""
    wanted = frozenset(names)
    if day not in window_for(wanted):
        return None
    return {name: _in_force(name, day) for name in wanted}


@lru_cache(1_024)
def _in_force(name: str, day: date) -> Decimal:
    steps = sorted((rate.valid_from, rate.value) for rate in all_rates() if rate.name == name)
    return steps[bisect_right([start for start, _ in steps], day) - 1][1]
