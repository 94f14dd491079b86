"""Read days of which the title alone says the month: “Tue 3rd” under “May 2022”."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from engagement.contacts.domain.log_words.days import read_day
from engagement.contacts.domain.log_words.usual_words import usual_columns

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TITLE = re.compile(
    rf"\b({'|'.join(_MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?[\s\-/,‘’']*(20\d\d|\d\d)?\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^(?P<weekday>mon|tue|wed|thu|fri|sat|sun)?[a-z]*\.?,?\s*(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?"
    r"(?P<behind>[ ,]+(?:at |@ ?)?\d{1,2}[:.]\d{2}(?: ?[ap]m)?)?$",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class TitledMonth:
    """``year`` is 0 where the title has none."""

    month: int
    year: int = 0

    def of(self, text: str) -> str:
        """Return a day alone with its month and year; any other text as it is."""
        found = _ALONE.match(text.strip())
        if not found or not self._fits(found):
            return text
        year = f" {self.year}" if self.year else ""
        return f"{found['day']} {_MONTHS[self.month - 1].title()}{year}{found['behind'] or ''}"

    def _fits(self, found: re.Match[str]) -> bool:
        try:
            day = date(self.year or 2024, self.month, int(found["day"]))
        except ValueError:
            return False
        told = (found["weekday"] or "").casefold()
        return not (told and self.year) or _WEEKDAYS[day.weekday()] == told


def month_in(titles: Iterable[str]) -> TitledMonth | None:
    """Return the one month that a log's titles name; None if they name none, or several."""
    found = {
        TitledMonth(_MONTHS.index(match[1].casefold()) + 1, _year(match[2]))
        for title in titles
        for match in _TITLE.finditer(title)
    }
    if len({each.month for each in found}) != 1 or len({each.year for each in found if each.year}) > 1:
        return None
    return max(found, key=lambda each: each.year)


def with_months(headings: Sequence[str], rows: list[tuple[int, list[str]]], month: TitledMonth) -> None:
    """Put month and year into the columns whose cells are mostly days alone."""
    for place, heading in enumerate(headings):
        cells = [row[place].strip() for _, row in rows if place < len(row) and row[place].strip()]
        alone = [found for text in cells if read_day(text) is None and (found := _ALONE.match(text))]
        told = sum(bool(found["weekday"] or found["ordinal"]) for found in alone)
        is_day = "day" in usual_columns().find(heading).meanings or (told and told >= _MOST * len(cells))
        if cells and is_day and len(alone) >= _MOST * len(cells):
            for _, row in rows:
                if place < len(row):
                    row[place] = month.of(row[place])


def _year(text: str | None) -> int:
    return int(text) if text and len(text) == 4 else 2000 + int(text) if text else 0
