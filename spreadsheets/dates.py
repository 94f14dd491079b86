"""Dates as people type them, day before month, and as spreadsheets store them."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMERIC = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]+([a-z]{3,9})\.?,?[ \-]+(\d{4}|\d{2})$")
_MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_ZONE = r"(?:z|utc|gmt|bst)?(?: ?[+-]\d{2}:?\d{2})?(?: \([a-z ]+\))?"
# The midnight that programs write behind a day that has no time.
_MIDNIGHT = re.compile(
    rf"(?:,? | at |(?<=\d)t)(?:0{{1,2}}[:.]00(?:[:.]00(?:[.,]0+)?)?(?: ?am)?|12[:.]00(?:[:.]00)? ?am) ?{_ZONE}$"
)
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? ")
_CLOCK = r"(?P<clock>\d{1,2}[:.]\d{2}\S*(?: ?[ap]m)?(?: (?:gmt|bst))?|\d{1,2} ?[ap]m)"
_DAY_THEN_CLOCK = re.compile(rf"^(?P<day>.*?[^\s,])(?:,| at)? {_CLOCK}$", re.IGNORECASE)
_CLOCK_THEN_DAY = re.compile(rf"^{_CLOCK}(?:,| on)? (?P<day>.+)$", re.IGNORECASE)
_ISO_MOMENT = re.compile(r"^(?P<day>\d{4}-\d{1,2}-\d{1,2})[tT ](?P<clock>.+)$")
_NO_TIME = re.compile(rf"^(?:0{{1,2}}:00(?::00(?:[.,]0+)?)?(?: ?am)?|12:00(?::00)? ?am) ?{_ZONE}$", re.IGNORECASE)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_LONDON = ZoneInfo("Europe/London")


def date_from_text(text: str) -> date | None:
    """Return the date a text clearly stands for (UK order), or None if a person has to be asked.

    Midnight behind it, in any zone, is how programs write a day without a time.
    """
    plain = _MIDNIGHT.sub("", _WEEKDAY.sub("", " ".join(text.lower().split())))
    if match := _ISO.match(plain):
        return _date(match[1], match[2], match[3])
    if match := _NUMERIC.match(plain):
        return _date(match[3], match[2], match[1])
    if match := _DAY_FIRST.match(plain):
        return _date(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.match(plain):
        return _date(match[3], _month(match[1]), match[2])
    return None


def date_from_moment(text: str) -> date | None:
    """Return the day of a cell that is stored as an ISO moment, as a spreadsheet program shows it without its time.

    None where it was another day in the UK at that moment: then a program has moved it, and a person has to be asked.
    """
    day = date_from_text(text)
    match = _ISO_MOMENT.match(text.strip())
    if day or not match:
        return day
    try:
        moment = datetime.fromisoformat(text.strip().upper())
    except ValueError:
        return None
    day = date_from_text(match["day"])
    return day if moment.tzinfo is None or moment.astimezone(_LONDON).date() == day else None


def day_and_clock(text: str) -> tuple[str, str]:
    """Split a cell that holds a day and a time; the clock is blank if there is none or it is 00:00."""
    plain = " ".join(text.split())
    if date_from_text(plain):
        return plain, ""
    for pattern in (_ISO_MOMENT, _DAY_THEN_CLOCK, _CLOCK_THEN_DAY):
        match = pattern.match(plain)
        if match and date_from_text(match["day"]):
            return match["day"], "" if _NO_TIME.match(match["clock"]) else match["clock"]
    return plain, ""


def date_from_serial(serial: Decimal, *, uses_1904: bool) -> date | None:
    """Return the day a spreadsheet's serial number stands for, without its time of day."""
    if not serial.is_finite() or not 1 <= serial < 100_000:
        return None
    day = _epoch(uses_1904) + timedelta(days=int(serial))
    return day.date() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def moment_from_serial(serial: Decimal, *, uses_1904: bool) -> datetime | None:
    """Return the day and the time, to the second, that a spreadsheet's serial number stands for."""
    if date_from_serial(serial, uses_1904=uses_1904) is None:
        return None
    return _epoch(uses_1904) + timedelta(seconds=round(serial * 86_400))


def _epoch(uses_1904: bool) -> datetime:
    return datetime(1904, 1, 1) if uses_1904 else datetime(1899, 12, 30)


def _month(name: str) -> int:
    found = [i for i, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return found[0] if len(found) == 1 else 0


def _date(year: str, month: str | int, day: str) -> date | None:
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(full_year, int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= full_year <= _LAST_YEAR else None
