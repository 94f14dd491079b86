"""Instants from what clocks in England showed: both nights of the clock change, and visits over midnight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from markets.visits.domain.attendance import DAY, HOUR, MINUTE

ENGLAND = ZoneInfo("Europe/London")
LONGEST_OVER_MIDNIGHT = 12 * HOUR
Busy = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """One reading of a start and an end; ``over_midnight`` where the end was put on the next day."""

    start: int
    seconds: int
    over_midnight: bool = False


def readings(wall: datetime, zone: ZoneInfo = ENGLAND) -> tuple[int, ...]:
    """Return the instants that a clock's time may mean: two where it exists twice or not at all, else one."""
    if wall.tzinfo is not None:
        return (int(wall.timestamp()),)
    first, second = (_instant(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    return (first,) if first == second else (first, second)


def _instant(moment: datetime) -> int:
    offset = moment.utcoffset() or timedelta()
    return int((moment.replace(tzinfo=UTC) - offset).timestamp())


@lru_cache(maxsize=100_000)
def _offset(hour: int) -> int:
    offset = datetime.fromtimestamp(hour * HOUR, ENGLAND).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def local_seconds(instant: int) -> int:
    """Return the instant as England's clocks count it: // a day is the local date, % a day the time of the day."""
    return instant + _offset(instant // HOUR)


def is_summer(instant: int) -> bool:
    return _offset(instant // HOUR) > 0


def local_day(instant: int) -> int:
    return local_seconds(instant) // DAY


def local_minute(instant: int) -> int:
    return local_seconds(instant) % DAY // MINUTE


def over_midnight(start: int, seconds: int) -> ClockSpan:
    """Return the span; one that ends before it starts ends the next day, where it is under twelve hours then."""
    if -DAY <= seconds < LONGEST_OVER_MIDNIGHT - DAY:
        return ClockSpan(start, seconds + DAY, over_midnight=True)
    return ClockSpan(start, seconds)


def possible_spans(starts: Sequence[int], ends: Sequence[int], seconds: int | None) -> list[ClockSpan]:
    """Return every reading of a visit's start with its end; a given length needs no end."""
    if seconds is not None:
        return [over_midnight(start, seconds) for start in starts]
    return [over_midnight(start, end - start) for start in starts for end in ends]


def likeliest(
    spans: Sequence[ClockSpan], near: Iterable[int] = (), length: int | None = None, busy: Busy = ()
) -> ClockSpan:
    """Return the reading in which the visit ends after it starts and the careworker is not elsewhere meanwhile.

    Where several do so it is the one nearer the planned length, then nearer the planned start, then the earlier one.
    ``busy`` are the careworker's other visits, starts and ends.
    """
    if len(spans) == 1:
        return spans[0]
    starts = list(near)

    def doubt(span: ClockSpan) -> tuple[bool, bool, int, int, int, int]:
        away = min((abs(span.start - start) for start in starts), default=0)
        off = abs(span.seconds - length) if length is not None else abs(span.seconds)
        return (span.seconds <= 0, span.over_midnight, _meanwhile(span, busy), off, away, span.start)

    return min(spans, key=doubt)


def _meanwhile(span: ClockSpan, busy: Busy) -> int:
    """Return the seconds that a careworker would be at two visits."""
    end = span.start + span.seconds
    return sum(max(0, min(end, until) - max(span.start, since)) for since, until in busy)
