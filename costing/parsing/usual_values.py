"""Values of cells as nearly all people and programs write them: taken at a glance, where nothing is found about them.

Of everything else ``understand`` says what it is.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from costing.answers import Value
from costing.form import AnswerType, Form, Question
from costing.parsing import Understood, understand
from spreadsheets.cells import Cell, CellKind
from spreadsheets.dates import date_from_serial
from spreadsheets.decimals import TOO_LARGE

_EMPTY, _NUMBER, _TEXT = CellKind.EMPTY, CellKind.NUMBER, CellKind.TEXT
# A stored number of so many characters has no more digits than a spreadsheet shows.
_SHORT = 15
_NOUGHT = Decimal(0)
# Words that stand for themselves, with single blanks between them: no mark for "nothing", no error of a spreadsheet.
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9][!-\"$-9;-~]*(?: [!-\"$-9;-~]+)*")
_PLAIN_ADDRESS = re.compile(r"[a-z0-9]{1,30}(?:[.-][a-z0-9]{1,30}){0,2}@(?:[a-z0-9]{1,30}[.-]){1,4}[a-z]{2,20}")
_PLAIN_ID = re.compile(r"1-[0-9]+")
_PLAIN = {AnswerType.TEXT: _PLAIN_WORDS, AnswerType.EMAIL: _PLAIN_ADDRESS, AnswerType.LOCATION_ID: _PLAIN_ID}


def usual_values(form: Form, cells: Mapping[str, Cell], *, uses_1904_dates: bool = False) -> dict[str, Value]:
    """Return the values of blank cells, plain numbers inside their range, choices by their code, days, plain words."""
    ends, choices, words = _ends(form), _choices(form), _words(form)
    days = frozenset() if uses_1904_dates else _days(form)
    found: dict[str, Value] = {}
    for key, (_, _, kind, text, is_formula, is_date, _) in cells.items():
        if kind is _EMPTY:
            if not (text or is_formula):
                found[key] = None
        elif key in ends:
            if kind is not _NUMBER or is_date:
                value = None if is_date else _typed(text, kind)
            else:
                value = Decimal(text) if text.isdecimal() and len(text) <= _SHORT else _stored(text)
            low, high, is_whole = ends[key]
            if value is not None and low <= value <= high and not (is_whole and "." in text):
                found[key] = value
        elif key in days:
            if is_date and kind is _NUMBER and (day := _day(text)):
                found[key] = day
        elif kind is _TEXT and (text in choices.get(key, ()) or (key in words and words[key].fullmatch(text))):
            found[key] = text
    return found


def _stored(text: str) -> Decimal | None:
    """Return a stored number of digits, at most with a point between them; None for any other.

    One of many digits is taken at those that a spreadsheet shows.
    """
    if not text.replace(".", "", 1).isdecimal():
        return None
    is_short = len(text) <= _SHORT and not (text[-1] == "0" and "." in text)
    return Decimal(text if is_short else f"{float(text):.15g}")


@lru_cache(1_024)
def _day(text: str) -> date | None:
    """Return the day of a stored date without a time; None for any other."""
    return date_from_serial(Decimal(text), uses_1904=False) if len(text) == 5 and text.isdecimal() else None


def _typed(text: str, kind: CellKind) -> Decimal | None:
    """Return the same of a typed one, which has the decimal places that were typed, and at least one."""
    if kind is not _TEXT or len(text) > _SHORT or not (text.isascii() and text.replace(".", "").isdecimal()):
        return None
    if text[0] == "." or text[-1] == "." or text.count(".") > 1:
        return None
    return Decimal(text if "." in text else f"{text}.0")


@cache
def _ends(form: Form) -> dict[str, tuple[Decimal, Decimal, bool]]:
    """Return for each number the ends between which it is taken as it stands, and whether it must be whole."""
    return {q.key: (*_ends_of(q), q.type == AnswerType.INTEGER) for q in form.questions if q.is_numeric}


def _ends_of(question: Question) -> tuple[Decimal, Decimal]:
    low = _NOUGHT if question.hard_min is None else question.hard_min
    high = TOO_LARGE - 1 if question.hard_max is None else min(question.hard_max, TOO_LARGE - 1)
    return low, min(high, Decimal(1)) if question.type == AnswerType.PERCENT else high


@cache
def _days(form: Form) -> frozenset[str]:
    return frozenset(q.key for q in form.questions if q.type == AnswerType.DATE)


@cache
def _words(form: Form) -> dict[str, re.Pattern[str]]:
    """Return for each question that takes words the shape of those that are taken as they stand."""
    return {q.key: _PLAIN[q.type] for q in form.questions if q.type in _PLAIN}


@cache
def _choices(form: Form) -> dict[str, frozenset[str]]:
    """Return for each question the choices that stand for themselves."""
    asked = {q.key: [each for each in q.choices if _is_itself(q, each)] for q in form.questions if q.choices}
    return {key: frozenset(choices) for key, choices in asked.items()}


def _is_itself(question: Question, choice: str) -> bool:
    return understand(question, Cell("", "", _TEXT, choice)) == Understood(choice)
