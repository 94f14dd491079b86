"""The demo's past: what is done inside happens, to the portal, on that day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

UK = ZoneInfo("Europe/London")


@contextmanager
def the_time(moment: datetime) -> Iterator[None]:
    """Only while the demo loads, when nobody else is there: a market whose returns all came today shows no pace."""
    clock: Any = timezone
    before = clock.now
    clock.now = lambda: moment
    try:
        yield
    finally:
        clock.now = before


def moment(today: date, days_ago: int, number: int) -> datetime:
    """Some time in office hours, another for each number."""
    at = time(9 + number % 8, number * 7 % 60)
    return datetime.combine(today - timedelta(days=days_ago), at, tzinfo=UK)
