"""A series of times on the wall clock of the United Kingdom: weekdays, from–to, a length and a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engagement.meetings.domain.uk_times import at_uk_time

# More than anybody wants at once: a slip in a date.
MOST = 400


@dataclass(frozen=True, slots=True)
class Span:
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Series:
    """A series; ``weekdays`` counts from Monday = 0, ``begins`` and ``ends`` are times on the wall clock."""

    first_day: date
    last_day: date
    weekdays: frozenset[int]
    begins: time
    ends: time
    minutes: int
    gap_minutes: int = 0


def spans(series: Series) -> list[Span]:
    """Return every whole slot of the series, at most ``MOST`` and one more, in UTC."""
    found: list[Span] = []
    for day in _days(series):
        found += _of_a_day(series, day)
        if len(found) > MOST:
            break
    return found[: MOST + 1]


def _days(series: Series) -> Iterator[date]:
    day = series.first_day
    while day <= series.last_day:
        if day.weekday() in series.weekdays:
            yield day
        day += timedelta(days=1)


def _of_a_day(series: Series, day: date) -> Iterator[Span]:
    """Yield the slots of a day in real minutes, so that a change of the clocks makes none overlap or vanish."""
    begins, ends = at_uk_time(day, series.begins), at_uk_time(day, series.ends)
    length, gap = timedelta(minutes=series.minutes), timedelta(minutes=series.gap_minutes)
    while begins + length <= ends:
        yield Span(begins, begins + length)
        begins += length + gap


def overlap(one: Span, other: Span) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
