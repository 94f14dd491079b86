"""Values of cells as nearly all people and programs write them: taken at a glance, where nothing is found about them.

Of everything else ``understand`` says what it is.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from costing.answers import Value
from costing.form import AnswerType, Form, Question
from costing.parsing import Understood, understand
from spreadsheets.cells import Cell, CellKind
from spreadsheets.decimals import TOO_LARGE

_EMPTY, _NUMBER, _TEXT = CellKind.EMPTY, CellKind.NUMBER, CellKind.TEXT
# A stored number of so many characters has no more digits than a spreadsheet shows.
_SHORT = 15
_NOUGHT = Decimal(0)


def usual_values(form: Form, cells: Mapping[str, Cell]) -> dict[str, Value]:
    """Return the values of blank cells, of plain numbers inside their range, and of choices by their code."""
    ends, choices = _ends(form), _choices(form)
    found: dict[str, Value] = {}
    for key, cell in cells.items():
        kind, text = cell.kind, cell.text
        if kind is _EMPTY:
            if not (text or cell.is_formula):
                found[key] = None
        elif key in ends:
            value = None if cell.is_date else _stored(text) if kind is _NUMBER else _typed(text, kind)
            if value is not None and ends[key][0] <= value <= ends[key][1]:
                found[key] = value
        elif kind is _TEXT and text in choices.get(key, ()):
            found[key] = text
    return found


def _stored(text: str) -> Decimal | None:
    """Return a stored number of few digits, at most with a point between them; None for any other."""
    if len(text) > _SHORT or not text.replace(".", "").isdecimal() or (text[-1] == "0" and "." in text):
        return None
    return _decimal(text)


def _typed(text: str, kind: CellKind) -> Decimal | None:
    """Return the same of a typed one, which has the decimal places that were typed, and at least one."""
    if kind is not _TEXT or len(text) > _SHORT or not (text.isascii() and text.replace(".", "").isdecimal()):
        return None
    return None if text[0] == "." or text[-1] == "." else _decimal(text if "." in text else f"{text}.0")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


@cache
def _ends(form: Form) -> dict[str, tuple[Decimal, Decimal]]:
    """Return for each number the ends between which it is taken as it stands."""
    return {q.key: _ends_of(q) for q in form.questions if q.is_numeric and q.type != AnswerType.INTEGER}


def _ends_of(question: Question) -> tuple[Decimal, Decimal]:
    low = _NOUGHT if question.hard_min is None else question.hard_min
    high = TOO_LARGE - 1 if question.hard_max is None else min(question.hard_max, TOO_LARGE - 1)
    return low, min(high, Decimal(1)) if question.type == AnswerType.PERCENT else high


@cache
def _choices(form: Form) -> dict[str, frozenset[str]]:
    """Return for each question the choices that stand for themselves."""
    asked = {q.key: [each for each in q.choices if _is_itself(q, each)] for q in form.questions if q.choices}
    return {key: frozenset(choices) for key, choices in asked.items()}


def _is_itself(question: Question, choice: str) -> bool:
    return understand(question, Cell("", "", _TEXT, choice)) == Understood(choice)
