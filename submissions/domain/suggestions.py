"""Suggest a likelier value for one that was found odd: as it would be typed, and in words."""

from dataclasses import dataclass
from typing import Protocol

from costing.answers import Answer, Answers
from costing.figure_words import answer_in_words
from costing.form import Form, Question
from costing.serialisation import value_from
from submissions.domain.online.typed_answers import answers_of, as_typed


class SuggestedFinding(Protocol):
    """The parts of a finding that are used; ``guess`` is in the answer's normal form, blank if there is none."""

    key: str
    guess: str


@dataclass(frozen=True, slots=True)
class Likely:
    """An answer before and after, in words, and as both are typed online."""

    key: str
    sheet: str
    label: str
    before: str
    after: str
    typed_before: str
    typed_after: str


def likely(form: Form, answers: Answers, finding: SuggestedFinding) -> Likely | None:
    """Return the suggestion of a finding; None without a guess, or if it is about nothing that the form asks."""
    question = form.by_key.get(finding.key)
    if question is None or not finding.guess:
        return None
    before = answers.by_key[question.key]
    after = Answer(question.key, finding.guess, value_from(question, finding.guess))
    return Likely(
        question.key,
        question.sheet,
        question.label,
        _words(question, before),
        _words(question, after),
        as_typed(question, before),
        as_typed(question, after),
    )


def change(form: Form, question: Question, typed_before: str, typed_after: str) -> Likely:
    """Return an answer before and after from what was typed online."""
    before, after = (
        answers_of(form, {question.key: typed}).by_key[question.key] for typed in (typed_before, typed_after)
    )
    words = _words(question, before), _words(question, after)
    return Likely(question.key, question.sheet, question.label, *words, typed_before, typed_after)


def _words(question: Question, answer: Answer) -> str:
    return answer_in_words(question, answer.value) if answer.value is not None else answer.typed.strip() or "blank"
