"""Read the days of an old log: without a year, as a spreadsheet's number, with a time behind."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from spreadsheets.dates import date_from_serial, date_from_text, day_and_clock, moment_from_serial

_WEEKDAY = re.compile(r"^(mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?\.?,? ", re.IGNORECASE)
_CLOCK_BEHIND = re.compile(
    r"(?:,| at| @)? (?P<clock>\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|[ap]m)$", re.IGNORECASE
)
_NUMERIC = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})[/.\-]?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-./]*([a-z]{3,9})\.?$", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"^([a-z]{3,9})\.?[ \-./]*(\d{1,2})(?:st|nd|rd|th)?$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"^(.*\D)['’](\d{2})$")
_SERIAL = re.compile(r"^[3-6]\d{4}(\.\d{1,12})?$")
_FOUR_DIGITS = re.compile(r"^([01]?\d|2[0-3])([0-5]\d) ?(?:h|hrs?|hours)?$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:c\.?|ca\.?|approx\.?|about|around|~)\s*|\s*(?:ish|approx\.?|hrs?)$", re.IGNORECASE)
_PART_OF_DAY = frozenset({"am", "pm", "a.m.", "p.m.", "morning", "afternoon", "lunch", "lunchtime", "eve", "evening"})
DITTO = frozenset(
    {'"', "”", "“", "''", "“”", "ditto", "do", "do.", "as above", "same", '-"-', '""', "〃", "^", "above"}
)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day as it was read: with its year, or as day and month alone; ``clock`` is what stood behind it."""

    whole: date | None = None
    day: int = 0
    month: int = 0
    clock: str = ""

    @property
    def lacks_year(self) -> bool:
        return self.whole is None


def read_day(text: str) -> ReadDay | None:
    """Return the day that a cell stands for in UK order; None if a person has to be asked."""
    plain = " ".join(text.split())
    if not plain or len(plain) > 60:
        return None
    if _SERIAL.match(plain):
        return _of_serial(plain)
    if match := _SHORT_YEAR.match(plain):
        plain = f"{match[1].rstrip(' -/')} {match[2]}"
    day, clock = day_and_clock(plain)
    if whole := date_from_text(day):
        return ReadDay(whole, clock=clock)
    bare = _WEEKDAY.sub("", plain)
    clock = ""
    if match := _CLOCK_BEHIND.search(bare):
        bare, clock = bare[: match.start()], match["clock"]
    if whole := date_from_text(bare):
        return ReadDay(whole, clock=clock)
    return _without_year(bare, clock)


def _without_year(bare: str, clock: str) -> ReadDay | None:
    if (match := _NUMERIC.match(bare)) or (match := _DAY_FIRST.match(bare)):
        day, month = match[1], match[2]
    elif match := _MONTH_FIRST.match(bare):
        day, month = match[2], match[1]
    else:
        return None
    # A leap year, so that 29 February is a day; whether it is one is said by the year.
    found = date_from_text(f"{day}/{month}/2024" if month.isdigit() else f"{day} {month} 2024")
    return ReadDay(day=found.day, month=found.month, clock=clock) if found else None


def _of_serial(text: str) -> ReadDay | None:
    try:
        serial = Decimal(text)
    except InvalidOperation:
        return None
    day = date_from_serial(serial, uses_1904=False)
    moment = moment_from_serial(serial, uses_1904=False)
    clock = moment.strftime("%H:%M") if moment and serial % 1 else ""
    return ReadDay(day, clock=clock) if day else None


def in_year(read: ReadDay, year: int) -> date | None:
    try:
        return date(year, read.month, read.day)
    except ValueError:
        return None


def next_to(read: ReadDay, year: int, before: date | None) -> date | None:
    """Return the day in the year that brings it next to the row above: a log may run past New Year, or backwards."""
    if before is None:
        return in_year(read, year)
    near = [found for each in (before.year - 1, before.year, before.year + 1) if (found := in_year(read, each))]
    return min(near, key=lambda day: abs(day - before), default=None)


def likely_year(days: list[ReadDay], opens_on: date, today: date) -> int:
    """Return the year in which the first day lies next to the exercise, so that none lies in the future."""
    for year in sorted(range(today.year - 6, today.year + 1), key=lambda each: (abs(each - opens_on.year), -each)):
        if not days_ahead(days, year, today):
            return year
    return today.year


def days_ahead(days: list[ReadDay], year: int, today: date) -> bool:
    """Tell whether one of the days would lie in the future."""
    before: date | None = None
    for each in days:
        found = each.whole or next_to(each, year, before)
        if found and found > today:
            return True
        before = found or before
    return False


def read_clock(text: str) -> tuple[str, str]:
    """Return a time as it can be read, and words that are none but say when on the day, which are kept beside it."""
    plain = " ".join(text.split())
    if plain.casefold() in _PART_OF_DAY:
        return "", plain
    bare = _ABOUT.sub("", plain).strip()
    if match := _FOUR_DIGITS.match(bare):
        return f"{match[1]}:{match[2]}", ""
    return re.sub(r"([ap])\.m\.?", r"\1m", bare, flags=re.IGNORECASE), ""
