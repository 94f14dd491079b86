"""Read days and times of a file: UK time, with its name in the one hour of the year that comes twice."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NOON = time(12)
_ZONE = r"bst|gmt|utc|z|[+-]\d{2}:?\d{2}"
_CLOCK = re.compile(rf"^(\d{{1,2}})[:.](\d{{2}})(?:[:.]([0-5]\d(?:\.\d+)?))?\s*(am|pm)?\s*({_ZONE})?$")
_HOUR = re.compile(r"^(\d{1,2})\s*(am|pm)()()()$")
_DAY = 24 * 60 * 60
# Since then the hour that comes twice is between one and two, in October.
_SINCE, _CLOCKS_GO_BACK, _LATEST_TWICE = 1982, 10, 2


def day_in_words(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%Y-%m-%d")


def clock_in_words(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    seconds = f":{local.second:02}" if local.second else ""
    return f"{local.hour:02}:{local.minute:02}{seconds}{_name(local)}"


def in_uk_words(moment: datetime) -> tuple[str, str]:
    """Return ``day_in_words`` and ``clock_in_words`` at once; their twin for many, as the clocks go back in October."""
    local = moment.astimezone(LONDON)
    text = local.isoformat()
    if local.hour <= _LATEST_TWICE and (local.month == _CLOCKS_GO_BACK or local.year < _SINCE):
        return day_in_words(moment), clock_in_words(moment)
    return text[:10], text[11:16] if text[17:19] == "00" else text[11:19]


def _name(local: datetime) -> str:
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f" {local.tzname()}" if comes_twice else ""


def moment_of(day: date, clock: str) -> datetime | None:
    """Return the moment; None if the time is not clear, and noon if none is given."""
    if not clock.strip():
        return datetime.combine(day, NOON, LONDON).astimezone(UTC)
    plain = " ".join(clock.lower().split())
    found = _of_a_day(plain) or _read(plain)
    if found is None:
        return None
    moment, name = found
    local = datetime.combine(day, moment, _zone(name))
    return local.replace(fold=1 if name == "gmt" else 0).astimezone(UTC)


def _zone(name: str) -> tzinfo:
    """Return the zone: UK time by any of its names, unless a program has written an offset from UTC."""
    if name in ("z", "utc"):
        return UTC
    return datetime.strptime(name, "%z").tzinfo or UTC if name[:1] in ("+", "-") else LONDON


def _read(plain: str) -> tuple[time, str] | None:
    match = _CLOCK.match(plain) or _HOUR.match(plain)
    if match is None:
        return None
    if _HOUR.match(plain):
        hour, minute, second, half, name = int(match[1]), 0, 0.0, match[2], ""
    else:
        hour, minute, second = int(match[1]), int(match[2]), float(match[3] or 0)
        half, name = match[4], match[5] or ""
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    try:
        # Programs write 14:34:59.9999995 for 14:35.
        return (datetime.min.replace(hour=hour, minute=minute) + timedelta(seconds=round(second))).time(), name
    except ValueError:
        return None


def _of_a_day(plain: str) -> tuple[time, str] | None:
    """Read a time as spreadsheets store it: a share of the day."""
    try:
        share = Decimal(plain)
    except InvalidOperation:
        return None
    if not share.is_finite() or not 0 <= share < 1 or "." not in plain:
        return None
    return (datetime.min + timedelta(seconds=round(float(share) * _DAY))).time(), ""
