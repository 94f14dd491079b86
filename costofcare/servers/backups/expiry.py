"""Which backups have had their time: pure. What was erased from the portal must leave its backups too."""

from collections.abc import Iterable
from datetime import datetime, timedelta

DAYS = 35
DAILY_FOR = timedelta(days=7)


def expired(moments: Iterable[datetime], now: datetime, days: int = DAYS) -> list[datetime]:
    """Return the backups to remove: the newest of each day stays a week, the newest of each week ``days`` days.

    The newest of all always stays: a portal whose backups have stopped keeps the last it has.
    """
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    seen: set[tuple[str, object]] = set()
    for moment in newest_first:
        age = now - moment
        place = ("day", moment.date()) if age < DAILY_FOR else ("week", moment.isocalendar()[:2])
        if age < timedelta(days=days) and place not in seen:
            kept.add(moment)
        seen.add(place)
    return [moment for moment in newest_first if moment not in kept]
