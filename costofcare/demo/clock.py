"""The demo's past: make actions happen, to the portal, on an earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

UK = ZoneInfo("Europe/London")


@contextmanager
def the_time(moment: datetime) -> Iterator[None]:
    """Set the portal's clock while the demo loads and nobody else is there.

    Returns that all came today show no pace.
    """
    clock: Any = timezone
    before = clock.now
    clock.now = lambda: moment
    try:
        yield
    finally:
        clock.now = before


def moment(today: date, days_ago: int, number: int) -> datetime:
    """Return some time in office hours, another for each number."""
    at = time(9 + number % 8, number * 7 % 60)
    return datetime.combine(today - timedelta(days=days_ago), at, tzinfo=UK)
