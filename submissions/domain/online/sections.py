"""The state of each page of a return, and running totals of its shares; drawn from the form and its checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from costing.answers import Answers
from costing.checks import CATALOGUE
from costing.figure_words import percent
from costing.findings import Finding, Severity
from costing.form import Form
from costing.parsing.answers import is_asked

SHARES, BLANK = "R05", "R03"


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    BEGUN = "begun"
    TO_FIX = "to_fix"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class OnlineSection:
    """A page: ``answered`` of the ``asked`` questions that need an answer."""

    sheet: str
    state: SectionState
    answered: int
    asked: int

    @property
    def words(self) -> str:
        if self.state == SectionState.TO_FIX:
            return "Something to put right"
        if self.state == SectionState.DONE:
            return "Done" if self.asked else "Optional"
        return "Not started" if self.state == SectionState.NOT_STARTED else f"{self.answered} of {self.asked} answered"


def section(form: Form, sheet: str, answers: Answers, findings: Sequence[Finding], *, is_begun: bool) -> OnlineSection:
    questions = form.questions_on(sheet)
    asked = [question.key for question in questions if is_asked(question, answers.values)]
    answered = sum(1 for key in asked if answers.values[key] is not None)
    state = _state(to_put_right(form, sheet, findings), is_begun, answered == len(asked))
    return OnlineSection(sheet, state, answered, len(asked))


def _state(wrong: Sequence[Finding], is_begun: bool, is_whole: bool) -> SectionState:
    if not is_begun and not is_whole:
        return SectionState.NOT_STARTED
    if wrong:
        return SectionState.TO_FIX
    return SectionState.DONE if is_whole else SectionState.BEGUN


def on_sheet(form: Form, sheet: str, findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if found.key and form.by_key[found.key].sheet == sheet]


def to_put_right(form: Form, sheet: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return what is wrong with answers of a page; a missing answer is not wrong."""
    found = on_sheet(form, sheet, findings)
    return [one for one in found if one.severity == Severity.MUST_FIX and one.code != BLANK]


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """The sum of a group of shares so far; it stands behind the field ``last_key``."""

    last_key: str
    words: str
    is_whole: bool


def running_totals(form: Form, sheet: str, answers: Answers) -> list[RunningTotal]:
    """Return the running totals of the groups that the form's checks add up to 100 %."""
    groups = [
        [q.key for q in form.questions_on(sheet) if q.key in check.reads]
        for check in CATALOGUE[form.service]
        if check.code == SHARES
    ]
    return [_running_total(group, answers) for group in groups if group]


def _running_total(keys: Sequence[str], answers: Answers) -> RunningTotal:
    total = sum((answers.number(key) or Decimal(0) for key in keys), Decimal(0))
    words = f"These {len(keys)} shares add up to {percent(total)} so far. They should come to 100 %."
    whole = f"These {len(keys)} shares add up to 100 %."
    return RunningTotal(keys[-1], whole if total == 1 else words, total == 1)
