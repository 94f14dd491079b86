"""Compare two versions of a return, line by line: answers, costs and findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from costing.answer_sheets import NOT_ANSWERED
from costing.answers import Answer, Answers
from costing.figure_words import answer_in_words, gbp
from costing.form import Form, LineKind, Question
from costing.formulas.costs import Amount, Costs
from spreadsheets.decimals import rounded

NO_NOTE = "no note"
Notes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that differs, in words."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetChanges:
    title: str
    changes: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class CostChange:
    """A line of a column before and after."""

    label: str
    kind: LineKind
    before: Amount
    after: Amount

    @property
    def by(self) -> str:
        """Return the change with its sign, to the penny."""
        if self.before is None or self.after is None:
            return ""
        change = rounded(self.after) - rounded(self.before)
        return f"+{gbp(change)}" if change > 0 else gbp(change)

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ColumnChanges:
    label: str
    lines: tuple[CostChange, ...]


class ComparedFinding(Protocol):
    """The parts of a finding that tell it from another."""

    code: str
    key: str


AnyFound = TypeVar("AnyFound", bound=ComparedFinding)


@dataclass(frozen=True, slots=True)
class FindingChanges(Generic[AnyFound]):
    """The findings of only the earlier version, of only the later one, and how many are in both."""

    gone: tuple[AnyFound, ...]
    new: tuple[AnyFound, ...]
    still: int


def answer_changes(
    form: Form, before: Answers | None, after: Answers | None, notes: tuple[Notes, Notes] = ({}, {})
) -> tuple[SheetChanges, ...]:
    """Return what differs, in the form's order, with ``notes`` by question before and after.

    A version that could not be read has no answers.
    """
    found = ((sheet, tuple(_changes(form.questions_on(sheet), before, after, notes))) for sheet in form.sheets)
    return tuple(SheetChanges(sheet, changes) for sheet, changes in found if changes)


def _changes(
    questions: Iterable[Question], before: Answers | None, after: Answers | None, notes: tuple[Notes, Notes]
) -> Iterable[AnswerChange]:
    for question in questions:
        then, now = (_answer(answers, question.key) for answers in (before, after))
        if (then.normal if then else "") != (now.normal if now else ""):
            yield AnswerChange(question.key, question.label, _words(question, then), _words(question, now))
        noted_then, noted_now = (side.get(question.key, "") for side in notes)
        if noted_then != noted_now:
            yield AnswerChange(question.key, f"Note on “{question.label}”", noted_then or NO_NOTE, noted_now or NO_NOTE)


def _answer(answers: Answers | None, key: str) -> Answer | None:
    return answers.by_key.get(key) if answers else None


def _words(question: Question, answer: Answer | None) -> str:
    return NOT_ANSWERED if answer is None or answer.value is None else answer_in_words(question, answer.value)


def cost_changes(form: Form, before: Costs | None, after: Costs | None) -> tuple[ColumnChanges, ...]:
    """Return the lines that differ, and always the total, in each column that either version has."""
    sides = [costs.columns if costs else {} for costs in (before, after)]
    columns = [column for column in form.columns if any(column.key in side for side in sides)]
    return tuple(ColumnChanges(column.label, _lines(form, column.key, sides)) for column in columns)


def _lines(form: Form, column: str, sides: Sequence[Mapping[str, Mapping[str, Amount]]]) -> tuple[CostChange, ...]:
    lines = (
        CostChange(line.label, line.kind, *(side.get(column, {}).get(line.key) for side in sides))
        for line in form.lines
    )
    return tuple(line for line in lines if line.differs or line.kind == LineKind.TOTAL)


def finding_changes(before: Iterable[AnyFound], after: Iterable[AnyFound]) -> FindingChanges[AnyFound]:
    """Compare findings; the same code on the same answer is the same finding, whatever its figures."""
    then, now = list(before), list(after)
    places_then, places_now = ({(one.code, one.key) for one in side} for side in (then, now))
    gone = tuple(one for one in then if (one.code, one.key) not in places_now)
    new = tuple(one for one in now if (one.code, one.key) not in places_then)
    return FindingChanges(gone, new, len(now) - len(new))
