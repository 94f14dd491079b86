"""Find the answers and notes that differ between the online return and a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answer, Answers
from costing.figure_words import answer_in_words, with_unit
from costing.form import AnswerType, Form, Question
from costing.parsing.words import tidy
from costing.serialisation import storable
from spreadsheets.decimals import rounded
from submissions.domain.online.notes import key_of, note_name, notes_in
from submissions.domain.online.typed_answers import LONGEST, Typed, answers_of


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer in words, before and after; blank if there is none."""

    key: str
    sheet: str
    label: str
    before: str
    after: str


def differences(form: Form, before: Answers, after: Answers) -> tuple[Difference, ...]:
    """Return differences in the form's order, compared by meaning: 5 % in a field and 0.05 in a cell are the same."""
    return tuple(
        Difference(q.key, q.sheet, q.label, _words(q, before.by_key[q.key]), _words(q, after.by_key[q.key]))
        for q in form.questions
        if _meant(before.by_key[q.key]) != _meant(after.by_key[q.key])
    )


def replaced(form: Form, typed: Typed, after: Answers) -> tuple[Difference, ...]:
    """Return what a workbook would change of all that was typed online, a note behind its answer."""
    changed = (*differences(form, answers_of(form, typed), after), *note_differences(form, notes_in(typed), after))
    place = {question.key: position for position, question in enumerate(form.questions)}
    return tuple(sorted(changed, key=lambda one: place[key_of(one.key)]))


def note_differences(form: Form, before: Mapping[str, str], after: Answers) -> tuple[Difference, ...]:
    """Return the notes that differ; ``before`` by question, as they stand online: cut if a workbook may hold more."""
    return tuple(
        Difference(note_name(q.key), q.sheet, f"Note on “{q.label}”", before.get(q.key, ""), note)
        for q in form.questions
        if (note := after.by_key[q.key].note) is not None and note[:LONGEST] != before.get(q.key, "")
    )


def _meant(answer: Answer) -> object:
    """Return an answer's meaning: numbers to the fifteen digits of a spreadsheet, what was not understood as typed.

    Words count as far as the online pages hold them: what they cut nobody has changed.
    """
    if isinstance(answer.value, Decimal):
        return Decimal(f"{float(answer.value):.15g}")
    if answer.value is None:
        return tidy(storable(" ".join(answer.typed.split()))[:LONGEST])
    return tidy(answer.value[:LONGEST]) if isinstance(answer.value, str) else answer.value


def _words(question: Question, answer: Answer) -> str:
    """Return an answer in words, numbers to the last digit, as a change may be in it."""
    if isinstance(answer.value, Decimal):
        is_share = question.type == AnswerType.PERCENT
        return f"{_percent(answer.value)} %" if is_share else _figure(answer.value, question.unit)
    return tidy(answer.typed) if answer.value is None else answer_in_words(question, answer.value)


def _figure(value: Decimal, unit: str) -> str:
    if rounded(value) == value:
        return with_unit(value, unit)
    figure = f"{value.normalize():,f}"
    return f"£{figure}{unit.removeprefix('£')}" if unit.startswith("£") else f"{figure} {unit}".strip()


def _percent(share: Decimal) -> str:
    return format((share * 100).normalize() if share else Decimal(0), "f")
