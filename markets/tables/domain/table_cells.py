"""Cells of small tables: what each type takes, and how it is kept as JSON."""

from decimal import Decimal

from markets.tables.domain.table_kinds import plain, words_of
from spreadsheets.dates import date_from_moment, date_from_text
from spreadsheets.numbers import number_from

CellText = str | int | bool | list[str] | None
LONGEST, MOST_DECLINED = 100, 60
MOST_HOURS, MOST_POUNDS, MOST_PEOPLE = Decimal(10_000), Decimal(1_000), 4
ROUTES = "hospital, community, reablement, provider change or self-funder"
REASONS = "died, care home, reablement ended, handed back, provider change, self funds or other"
EXPECTED = {
    "text": f"a text of at most {LONGEST} characters",
    "date": "a date such as 1 April 2026",
    "hours": f"hours from 0 to {MOST_HOURS:,}",
    "pounds": f"pounds above 0 and at most {MOST_POUNDS:,}",
    "people": f"a whole number from 1 to {MOST_PEOPLE}",
    "yes_no": "yes or no",
    "route": ROUTES,
    "reason": REASONS,
    "funder": "council, NHS, other council, self-funder or unknown",
    "list": f"names with a semicolon between them, each of at most {LONGEST} characters",
}


class UnusableCell(Exception):
    """A cell that cannot be used: its argument is what was expected."""


def value_of(text: str, kind: str) -> CellText:
    """Return a cell as it is kept; raise ``UnusableCell`` with what was expected."""
    if kind in ("route", "reason", "funder", "yes_no"):
        return _word(text, kind)
    if kind == "list":
        return _names(text)
    if kind == "text":
        return _text(text)
    if not text:
        return 1 if kind == "people" else None
    return _date(text) if kind == "date" else _number(text, kind)


def _text(text: str) -> str:
    if len(text) > LONGEST or "\0" in text:
        raise UnusableCell(EXPECTED["text"])
    return " ".join(text.split())


def _names(text: str) -> list[str]:
    names = [" ".join(name.split()) for name in text.split(";") if name.strip()]
    if len(names) > MOST_DECLINED or any(len(name) > LONGEST or "\0" in name for name in names):
        raise UnusableCell(EXPECTED["list"])
    return names


def _word(text: str, kind: str) -> CellText:
    meaning = words_of(kind).get(plain(text))
    if meaning is None:
        raise UnusableCell(EXPECTED[kind])
    return meaning == "yes" if kind == "yes_no" else meaning


def _date(text: str) -> str:
    found = date_from_text(text) or date_from_moment(text)
    if found is None:
        raise UnusableCell(EXPECTED["date"])
    return found.isoformat()


def _number(text: str, kind: str) -> CellText:
    found = number_from(text, "£" if kind == "pounds" else kind)
    if found is None or found.is_percent or not _fits(found.value, kind):
        raise UnusableCell(EXPECTED[kind])
    return int(found.value) if kind == "people" else f"{found.value:f}"


def _fits(value: Decimal, kind: str) -> bool:
    if kind == "people":
        return value == int(value) and 1 <= value <= MOST_PEOPLE
    if kind == "pounds":
        return 0 < value <= MOST_POUNDS
    return 0 <= value <= MOST_HOURS
