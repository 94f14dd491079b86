"""What is held of each location by month: a calendar in which a gap is seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

MOST_MONTHS = 13
Held = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A location's month: how many visits are held; ``is_gap`` where there are none between months that have some."""

    month: str
    count: int
    is_gap: bool = False

    @property
    def text(self) -> str:
        return f"{self.count:,}" if self.count else "–"


@dataclass(frozen=True, slots=True)
class HeldCalendar:
    """The last months of which anything is held, and a row for each location, in the order of names."""

    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MonthCell, ...]], ...]
    left_out: int = 0

    @property
    def heads(self) -> list[str]:
        return [date.fromisoformat(f"{month}-01").strftime("%b %Y") for month in self.months]

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for _, cells in self.rows for cell in cells)


def calendar_of(held: Iterable[Held], names: Mapping[str, str]) -> HeldCalendar:
    """Return the calendar of datasets' counts by month and location."""
    counts: dict[str, dict[str, int]] = {}
    for by_month in held:
        for month, places in by_month.items():
            for place, count in places.items():
                row = counts.setdefault(place, {})
                row[month] = row.get(month, 0) + count
    months = _months({month for row in counts.values() for month in row})
    shown = months[-MOST_MONTHS:]
    named = sorted(counts, key=lambda place: (names.get(place, "").lower(), place))
    rows = tuple((names.get(place, "A location that is gone"), _cells(counts[place], shown)) for place in named)
    return HeldCalendar(tuple(shown), rows, len(months) - len(shown))


def _months(there: set[str]) -> list[str]:
    """Return every month from the first to the last."""
    if not there:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(there), max(there)))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _cells(row: Mapping[str, int], months: list[str]) -> tuple[MonthCell, ...]:
    first, last = min(row), max(row)
    return tuple(MonthCell(month, row.get(month, 0), month not in row and first < month < last) for month in months)
