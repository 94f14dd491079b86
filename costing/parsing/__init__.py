"""Understand what was typed: what is clear is taken and shown, what is not is asked."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from costing.answers import NA, Value, normal_form
from costing.form import AnswerType, Question
from costing.parsing.words import (
    choice_from,
    email_from,
    is_not_available,
    is_spreadsheet_error,
    location_id_from,
    stands_for_nothing,
    tidy,
)
from spreadsheets.cells import Cell, CellKind
from spreadsheets.dates import date_from_moment, date_from_serial, date_from_text
from spreadsheets.decimals import is_too_large
from spreadsheets.numbers import number_from

# A member by its name is looked up in Python, several times a cell.
_EMPTY, _NUMBER, _TEXT, _BOOLEAN, _ERROR = (
    CellKind.EMPTY,
    CellKind.NUMBER,
    CellKind.TEXT,
    CellKind.BOOLEAN,
    CellKind.ERROR,
)
_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_OVERFLOWS = Decimal("1e300")


class Understood(NamedTuple):
    """A value; ``shown`` if a person should see how their typing was read (as_percent: a share above 1)."""

    value: Value
    shown: bool = False
    as_percent: bool = False


NOTHING = Understood(None)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An answer that has to be asked about; ``because`` completes the sentence "We read “…”, …"."""

    because: str


def understand(question: Question, cell: Cell, *, uses_1904_dates: bool = False) -> Understood | NotUnderstood:
    """Understand a cell as the answer to a question; typed text comes as a TEXT cell, wherever it was typed."""
    if cell.kind == _ERROR or is_spreadsheet_error(cell.text):
        return NotUnderstood("which is a spreadsheet error, not an answer")
    if cell.kind == _EMPTY:
        return _without_result(cell)
    if not (cell.text[:1].isalnum() or tidy(cell.text)):
        return NOTHING
    if not question.required and cell.kind == _TEXT and _is_no_answer(question, cell.text):
        return Understood(None, shown=True)
    match question.type:
        case AnswerType.DATE:
            return _date(cell, uses_1904_dates)
        case _ if question.is_numeric:
            return _numeric(question, cell)
    return _words(question, cell)


def _is_no_answer(question: Question, text: str) -> bool:
    takes_na = question.type == AnswerType.DECIMAL_OR_NA and is_not_available(text)
    return stands_for_nothing(text) and question.type != AnswerType.TEXT and not takes_na


def _without_result(cell: Cell) -> Understood | NotUnderstood:
    if cell.is_formula:
        return NotUnderstood("a formula whose result is not in the file")
    return NOTHING


def _date(cell: Cell, uses_1904_dates: bool) -> Understood | NotUnderstood:
    found: date | None
    if cell.kind == _NUMBER and (serial := _stored_number(cell.text)) is not None:
        found = date_from_serial(serial, uses_1904=uses_1904_dates)
    elif cell.kind == _TEXT:
        found = date_from_moment(tidy(cell.text)) if cell.is_date else date_from_text(tidy(cell.text))
    else:
        found = None
    if found is None:
        return NotUnderstood("which is not a date we understand")
    return Understood(found, shown=not cell.is_date and tidy(cell.text) != found.isoformat())


def _numeric(question: Question, cell: Cell) -> Understood | NotUnderstood:
    if cell.kind == _BOOLEAN:
        return NotUnderstood("which is not a number")
    if cell.is_date:
        return NotUnderstood("which the spreadsheet shows as a date or a time, not a number")
    if cell.kind == _NUMBER:
        value = _stored_number(cell.text)
        return _in_unit(question, value, is_percent=False, shown=False)
    if is_not_available(cell.text):
        return _not_available(question)
    number = number_from(tidy(cell.text), question.unit)
    if number is None:
        return NotUnderstood("which we cannot take as a number without guessing")
    return _in_unit(question, number.value, is_percent=number.is_percent, shown=not _PLAIN.match(tidy(cell.text)))


def _not_available(question: Question) -> Understood | NotUnderstood:
    if question.type == AnswerType.DECIMAL_OR_NA:
        return Understood(NA)
    return NotUnderstood("but n/a is only for costs that cannot be given")


def _in_unit(question: Question, value: Decimal | None, *, is_percent: bool, shown: bool) -> Understood | NotUnderstood:
    """Return the value in its unit: a percent question takes 0.05, 5 and 5 % for the same share, up to 1 as a share."""
    if value is None:
        return NotUnderstood("which is not a number")
    if is_too_large(value):
        return NotUnderstood("which is larger than any figure of a return can be")
    if question.type != AnswerType.PERCENT:
        return NotUnderstood("a percentage, where an amount is asked for") if is_percent else Understood(value, shown)
    if is_percent or abs(value) > 1:
        return Understood(value / 100, shown=True, as_percent=not is_percent)
    return Understood(value, shown)


def _words(question: Question, cell: Cell) -> Understood | NotUnderstood:
    text = tidy(normal_form(number) if (number := _as_number(cell)) is not None else cell.text)
    if question.type == AnswerType.CHOICE:
        choice = choice_from(text, question)
        return Understood(choice) if choice else NotUnderstood("which is not one of the choices")
    if question.type == AnswerType.EMAIL:
        email = email_from(text)
        if email is None:
            return NotUnderstood("which is not a complete email address")
        return Understood(email, shown=email != text)
    return Understood(location_id_from(text) if question.type == AnswerType.LOCATION_ID else text)


def _as_number(cell: Cell) -> Decimal | None:
    return _stored_number(cell.text) if cell.kind == _NUMBER else None


def _stored_number(text: str) -> Decimal | None:
    """Return a stored number at the fifteen digits a spreadsheet shows; None for NaN, infinity and what overflows."""
    try:
        value = Decimal(f"{float(text):.15g}")
    except (ValueError, InvalidOperation):
        return None
    return value if value.is_finite() and abs(value) < _OVERFLOWS else None
