"""The year of a figure as a file says it: read from headings, sheets or the file's name, never guessed."""

import re
from datetime import date

_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*(?:-|–|—|/|_|to)\s*(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PUBLISHED = re.compile(
    r"(?:publish\w*|updated|release\w*|as at)\D{0,40}(\d{1,2}\s+[a-z]{3,9}\s+20\d\d)", re.IGNORECASE
)
FINAL, PROVISIONAL = "final", "provisional"
APRIL = 4


def period_in(text: str) -> str:
    """Return the financial year that a text names, as 2025-26; blank where it names none, or two."""
    found = {f"{first}-{last}" for first, last in _SPAN.findall(text) if int(last) == (int(first) + 1) % 100}
    return found.pop() if len(found) == 1 else ""


def year_in(text: str) -> str:
    """Return the only year that a text names; blank where it names none or several."""
    found = set(_YEAR.findall(text))
    return found.pop() if len(found) == 1 else ""


def year_ending(text: str) -> str:
    """Return the financial year that ends in the year of a text: 2023-24 of 2024, or of 31 March 2024."""
    if span := period_in(text):
        return span
    year = year_in(text)
    return f"{int(year) - 1}-{year[2:]}" if year else ""


def financial_year(day: date) -> str:
    """Return the financial year of a day, as 2025-26."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def standing_in(text: str) -> str:
    """Return whether a text calls its figures final or provisional; blank where it says neither, or both."""
    words = set(re.findall(r"[a-z]+", text.casefold())) & {FINAL, PROVISIONAL}
    return words.pop() if len(words) == 1 else ""


def published_in(text: str) -> str:
    """Return the day on which a text says it was published, as it is written; blank where it says none."""
    match = _PUBLISHED.search(text[:500])
    return match[1] if match else ""
