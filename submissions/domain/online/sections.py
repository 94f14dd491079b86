"""The state of each page of a return, the questions that it asks now, and running totals; drawn from the form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from costing.answers import Answers, Value
from costing.checks import CATALOGUE
from costing.figure_words import gbp, percent
from costing.findings import Finding, Severity
from costing.form import Form, FormPage, Question
from costing.parsing.answers import is_asked
from submissions.domain.online.notes import key_of

SHARES, BLANK = "R05", "R03"


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    BEGUN = "begun"
    TO_FIX = "to_fix"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class OnlineSection:
    """A page: ``answered`` of the ``asked`` questions that need an answer."""

    title: str
    state: SectionState
    answered: int
    asked: int

    @property
    def words(self) -> str:
        if self.state == SectionState.BEGUN:
            return f"{self.answered} of {self.asked} answered"
        return "Optional" if self.state == SectionState.DONE and not self.asked else _WORDS[self.state]


_WORDS = {
    SectionState.NOT_STARTED: "Not started",
    SectionState.TO_FIX: "Something to put right",
    SectionState.DONE: "Done",
    SectionState.NOT_NEEDED: "Not needed so far",
}


def section(page: FormPage, answers: Answers, findings: Sequence[Finding], *, is_begun: bool) -> OnlineSection:
    asked = [question.key for question in page.questions if is_asked(question, answers.values)]
    answered = sum(1 for key in asked if answers.values[key] is not None)
    wrong = to_put_right(page, findings)
    if not wrong and not questions_now(page, answers.values):
        return OnlineSection(page.title, SectionState.NOT_NEEDED, 0, 0)
    return OnlineSection(page.title, _state(wrong, is_begun, answered == len(asked)), answered, len(asked))


def _state(wrong: Sequence[Finding], is_begun: bool, is_whole: bool) -> SectionState:
    if not is_begun and not is_whole:
        return SectionState.NOT_STARTED
    if wrong:
        return SectionState.TO_FIX
    return SectionState.DONE if is_whole else SectionState.BEGUN


def questions_now(page: FormPage, values: Mapping[str, Value], besides: Collection[str] = ()) -> list[Question]:
    """Return the questions that the answers so far call for, and those ``besides`` that somebody has to look at."""
    return [q for q in page.questions if q.key in besides or q.required_when is None or is_asked(q, values)]


def is_on(page: FormPage, name: str) -> bool:
    """Tell whether an answer or a note belongs to a page."""
    return key_of(name) in page.keys


def is_begun(page: FormPage, typed: Mapping[str, str]) -> bool:
    return any(text.strip() for name, text in typed.items() if is_on(page, name))


def on_page(page: FormPage, findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if found.key and found.key in page.keys]


def to_put_right(page: FormPage, findings: Sequence[Finding]) -> list[Finding]:
    """Return what is wrong with answers of a page; a missing answer is not wrong."""
    return [one for one in on_page(page, findings) if one.severity == Severity.MUST_FIX and one.code != BLANK]


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """The sum of a group of answers so far; it stands behind the table with the field ``last_key``."""

    last_key: str
    words: str
    is_whole: bool


def running_totals(form: Form, page: FormPage, answers: Answers) -> list[RunningTotal]:
    """Return the running totals of the shares that the form's checks add up to 100 %, and of the page's costs."""
    groups = [
        [q.key for q in page.questions if q.key in check.reads]
        for check in CATALOGUE[form.service]
        if check.code == SHARES
    ]
    shares = [_share_total(group, answers) for group in groups if group]
    return shares + _cost_totals(form, page, answers)


def _share_total(keys: Sequence[str], answers: Answers) -> RunningTotal:
    total = sum((answers.number(key) or Decimal(0) for key in keys), Decimal(0))
    words = f"These {len(keys)} shares add up to {percent(total)} so far. They should come to 100 %."
    whole = f"These {len(keys)} shares add up to 100 %."
    return RunningTotal(keys[-1], whole if total == 1 else words, total == 1)


def _cost_totals(form: Form, page: FormPage, answers: Answers) -> list[RunningTotal]:
    """Return the costs of a page so far, in the year and with their price rises; then those of all its sheet."""
    costs, elsewhere = _costs(form, page.questions), _costs(form, form.questions_on(page.sheet))
    if len(costs) < 2:
        return []
    given = [key for key in costs if answers.values[key] is not None]
    is_whole, total = len(given) == len(costs), _in_words(form, costs, answers)
    words = f"These {len(costs)} costs come to {total}."
    if not is_whole:
        words = f"{len(given)} of these {len(costs)} costs are given. They come to {total} so far."
    if len(elsewhere) > len(costs):
        words += f" All of {page.sheet.lower()} so far: {_in_words(form, elsewhere, answers)}."
    return [RunningTotal(costs[-1], words, is_whole)]


def _costs(form: Form, questions: Sequence[Question]) -> list[str]:
    return [q.key for q in questions if q.key.endswith(_COST) and q.key.removesuffix(_COST) in form.line_by_key]


_COST, _RISE = "_cost", "_uplift"


def _in_words(form: Form, costs: Sequence[str], answers: Answers) -> str:
    total, later = Decimal(0), Decimal(0)
    for key in costs:
        amount = answers.number(key) or Decimal(0)
        rise = f"{key.removesuffix(_COST)}{_RISE}"
        total += amount
        later += amount * (1 + ((answers.number(rise) if rise in form.by_key else None) or 0))
    return gbp(total) + (f" ({gbp(later)} with price rises)" if later != total else "")
