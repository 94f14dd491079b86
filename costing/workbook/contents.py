"""What differs between the workbooks of a form, and what stands in a cell for an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from costing.form import AnswerType, Question
from costing.workbook.expressions import words_of
from spreadsheets.decimals import is_too_large

_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
Value = float | datetime | str | None


@dataclass(frozen=True, slots=True)
class Filling:
    """Answers in their normal forms and notes, by question, with the exercise and its weeks a year.

    ``notes`` are None if nobody knows of any: then a blank one in the workbook says nothing.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] | None = None
    exercise: str = ""
    weeks: Decimal = Decimal(52)


def answer_value(question: Question, normal: str) -> Value:
    """Return what stands in the cell; other text than a normal form stands as it was typed."""
    if not normal:
        return None
    if question.is_numeric and _PLAIN.match(normal) and not is_too_large(Decimal(normal)):
        return float(Decimal(normal))
    if question.type == AnswerType.DATE and _ISO_DATE.match(normal):
        return datetime.fromisoformat(normal)
    return words_of(normal) if question.type == AnswerType.CHOICE else normal
