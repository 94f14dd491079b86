"""Weeks of a measure as plain data for a picture: a dot a week, the mean of each side, and the change between them."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 100, 200, 20
# What varies by less than this is drawn as one line.
LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class WeekDot:
    left: str
    y: int
    is_after: bool
    words: str


@dataclass(frozen=True, slots=True)
class SideMean:
    left: str
    right: str
    y: int


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """Places across in per cent, down of 200; ``change`` is where the change lies, None at the baseline."""

    dots: tuple[WeekDot, ...]
    means: tuple[SideMean, ...]
    change: str | None
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class NamedWeek:
    label: str
    value: float | None
    words: str
    is_after: bool


def weeks_chart(weeks: Sequence[NamedWeek]) -> WeeksChart | None:
    """Return the picture of weeks in their order; None where no week has a value. The scale need not begin at 0."""
    known = [(week.value, week.words) for week in weeks if week.value is not None]
    if not known:
        return None
    (low, lowest), (high, highest) = min(known), max(known)
    step = WIDTH / len(weeks)

    def y_of(value: float) -> int:
        share = (value - low) / (high - low) if high - low > LEAST else 0.5
        return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))

    dots = tuple(
        WeekDot(across(step * (place + 0.5)), y_of(week.value), week.is_after, f"Week from {week.label}: {week.words}")
        for place, week in enumerate(weeks)
        if week.value is not None
    )
    border = next((place for place, week in enumerate(weeks) if week.is_after), None)
    sides = [(0, border or len(weeks))] + ([(border, len(weeks))] if border else [])
    means = tuple(
        SideMean(across(step * first), across(step * last), y_of(sum(values) / len(values)))
        for first, last in sides
        if (values := [week.value for week in weeks[first:last] if week.value is not None])
    )
    return WeeksChart(dots, means, None if border is None else across(step * border), lowest, highest)


def across(place: float) -> str:
    return f"{place:.2f}%"
