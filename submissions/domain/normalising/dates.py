"""Dates as people type them, day before month, and as spreadsheets store them."""

import re
from datetime import date, timedelta
from decimal import Decimal

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?$")
_NUMERIC = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]+([a-z]{3,9})\.?,?[ \-]+(\d{4}|\d{2})$")
_MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? ")
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


def date_from_text(text: str) -> date | None:
    """The date a text clearly stands for (UK order), or None where a person has to be asked."""
    plain = _WEEKDAY.sub("", " ".join(text.lower().split()))
    if match := _ISO.match(plain):
        return _date(match[1], match[2], match[3])
    if match := _NUMERIC.match(plain):
        return _date(match[3], match[2], match[1])
    if match := _DAY_FIRST.match(plain):
        return _date(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.match(plain):
        return _date(match[3], _month(match[1]), match[2])
    return None


def date_from_serial(serial: Decimal, *, uses_1904: bool) -> date | None:
    """The day a spreadsheet's serial number stands for; a time of day is left out."""
    if not serial.is_finite() or not 1 <= serial < 100_000:
        return None
    epoch = date(1904, 1, 1) if uses_1904 else date(1899, 12, 30)
    day = epoch + timedelta(days=int(serial))
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


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
