"""Times as people in the United Kingdom say them; stored in UTC."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from costing.figure_words import time_in_words

UK = ZoneInfo("Europe/London")


def at_uk_time(day: date, clock: time) -> datetime:
    """Return the time in UTC; one that the clocks skip counts an hour later, of a doubled one the first."""
    return datetime.combine(day, clock, UK).astimezone(UTC)


def uk_day(moment: datetime) -> date:
    return moment.astimezone(UK).date()


def clock_in_words(moment: datetime) -> str:
    """Return the time in words: 10am, 4:05pm, midday."""
    return time_in_words(moment.astimezone(UK))


def weekday_in_words(moment: datetime) -> str:
    """Return the day in words: Tuesday 1 December 2026."""
    local = moment.astimezone(UK)
    return f"{local:%A} {local.day} {local:%B %Y}"


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Return the span in words: Tuesday 1 December 2026, 10am to 10:30am."""
    return f"{weekday_in_words(starts_at)}, {clock_in_words(starts_at)} to {clock_in_words(ends_at)}"
