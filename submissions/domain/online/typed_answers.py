"""Convert what is typed online to cells of a workbook and back: both go through the same reading."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from costing.answers import NA, Answer, Answers
from costing.figure_words import day_in_words
from costing.findings import Finding
from costing.form import AnswerType, Form, Question
from costing.parsing.answers import LONGEST_NOTE, take_in
from costing.parsing.words import tidy
from costing.reader.raw_return import RawReturn
from costing.serialisation import storable
from spreadsheets.cells import Cell, CellKind
from spreadsheets.numbers import number_from

Typed = Mapping[str, str]
LONGEST = LONGEST_NOTE
_PLAIN_PERCENT = re.compile(r"^-?\d+(\.\d+)?( ?%)?$")


def raw_return(form: Form, typed: Typed) -> RawReturn:
    """Return the typed answers as if read from a workbook of text cells, which have no address."""
    cells = {question.key: _cell(question, typed.get(question.key, "")) for question in form.questions}
    return RawReturn(form.service, form.version, "", False, cells)


def _cell(question: Question, text: str) -> Cell:
    kept = _with_its_unit(question, text[:LONGEST])
    return Cell("", "", CellKind.TEXT if kept.strip() else CellKind.EMPTY, kept)


def _with_its_unit(question: Question, text: str) -> str:
    """Return a share with its percent sign, which stands behind the field: 5 typed there is 5 %, and 0.5 is 0.5 %."""
    if question.type != AnswerType.PERCENT:
        return text
    number = number_from(tidy(text), question.unit)
    return f"{tidy(text)} %" if number is not None and not number.is_percent else text


def typed_from(form: Form, answers: Answers) -> dict[str, str]:
    """Return answers as a person would type them into the fields; those not understood stay as they were."""
    return {question.key: as_typed(question, answers.by_key[question.key]) for question in form.questions}


def as_typed(question: Question, answer: Answer) -> str:
    return storable(" ".join(_typed(question, answer).split()))[:LONGEST]


def _typed(question: Question, answer: Answer) -> str:
    if answer.value is None or answer.value is NA:
        return answer.typed
    if isinstance(answer.value, date):
        return day_in_words(answer.value)
    if question.type == AnswerType.PERCENT and isinstance(answer.value, Decimal):
        return format((answer.value * 100).normalize() if answer.value else Decimal(0), "f")
    return answer.normal


def as_prefilled(answers: Answers) -> dict[str, str]:
    """Return the answers for a filled workbook: the value if it was understood, otherwise the text."""
    return {key: answer.normal or answer.typed.strip() for key, answer in answers.by_key.items()}


def is_needless(form: Form, finding: Finding) -> bool:
    """Tell whether a finding only says how we read 5 %, where the page put the sign, or a day in the page's words."""
    question = form.by_key.get(finding.key or "")
    if finding.code != "N01" or question is None:
        return False
    is_percent = question.type == AnswerType.PERCENT
    return finding.read == finding.expected or (is_percent and bool(_PLAIN_PERCENT.match(finding.read)))


def answers_of(form: Form, typed: Typed) -> Answers:
    return take_in(form, raw_return(form, typed))[0]
