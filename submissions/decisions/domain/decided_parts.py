"""What was decided of the parts of a return, laid out for its page: in words, beside what was submitted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from costing.answer_sheets import AnswerRow, AnswerSheet, CostRow, CostTable
from costing.answers import Answers
from costing.figure_words import answer_in_words
from costing.form import Form, Question
from costing.formulas.costs import Amount
from costing.serialisation import value_from
from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reason_label
from submissions.decisions.domain.typed_adjustment import can_be_adjusted


class DecisionRow(Protocol):
    """The parts of a stored decision that its page shows."""

    id: UUID
    reason: str
    words: str
    decided_at: datetime
    decided_by: Any
    taken_back_at: datetime | None
    taken_back_by: Any
    version: Any


class LineDecisionRow(DecisionRow, Protocol):
    line: str


class AdjustmentRow(DecisionRow, Protocol):
    key: str
    submitted: str
    adjusted: str


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """A decision in words; ``look_again`` says what has changed since it was taken, blank if nothing has."""

    id: UUID
    key: str
    label: str
    why: str
    by: str
    at: datetime
    version: int
    taken_back_by: str = ""
    taken_back_at: datetime | None = None
    look_again: str = ""


@dataclass(frozen=True, slots=True)
class DecidedAnswer(DecidedPart):
    """An adjustment; ``counts`` unless it is taken back, or the provider has corrected the answer since."""

    submitted: str = ""
    adjusted: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ReviewedAnswer(AnswerRow):
    """An answer with the adjustment that counts, and whether there can be one."""

    adjustment: DecidedAnswer | None = None
    can_be_adjusted: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedCost(CostRow):
    """A line with what was submitted, where that differs from the amount, and the decision that leaves it out."""

    submitted: tuple[Amount, ...] = ()
    left_out: DecidedPart | None = None

    @property
    def cells(self) -> list[tuple[Amount, Amount, bool]]:
        """Return for each column the amount, what was submitted, and whether they differ."""
        pairs = zip(self.amounts, self.submitted or self.amounts, strict=True)
        return [(now, then, now != then) for now, then in pairs]


def decided_lines(
    form: Form, rows: Iterable[LineDecisionRow], now: Mapping[str, Mapping[str, Amount]]
) -> list[DecidedPart]:
    """Return what was decided of lines; ``now`` are the columns of the current version as submitted."""
    return [_decided_line(form, row, now) for row in rows if row.line in form.line_by_key]


def _decided_line(form: Form, row: LineDecisionRow, now: Mapping[str, Mapping[str, Amount]]) -> DecidedPart:
    then = (row.version.costs or {}).get("columns", {})
    has_moved = any(
        str(now.get(column, {}).get(row.line)) != str(then.get(column, {}).get(row.line))
        for column in now.keys() | then.keys()
    )
    words = f"Decided on version {row.version.number}; its figure has changed since. Look again."
    common = _common(row, DecisionKind.LINE) | {"look_again": words if has_moved and not row.taken_back_at else ""}
    return DecidedPart(key=row.line, label=form.line_by_key[row.line].label, **common)


def decided_answers(form: Form, rows: Iterable[AdjustmentRow], answers: Answers) -> list[DecidedAnswer]:
    return [_decided_answer(form.by_key[row.key], row, answers) for row in rows if row.key in form.by_key]


def _decided_answer(question: Question, row: AdjustmentRow, answers: Answers) -> DecidedAnswer:
    submitted, now = _words(question, row.submitted), answers.by_key[question.key].normal
    stands = row.taken_back_at is None
    again = f"Made on {submitted}, which has since been corrected to {_words(question, now)}: look again."
    has_moved = stands and now != row.submitted
    return DecidedAnswer(
        key=question.key,
        label=question.label,
        submitted=submitted,
        adjusted=_words(question, row.adjusted),
        counts=stands and not has_moved,
        **_common(row, DecisionKind.ANSWER) | {"look_again": again if has_moved else ""},
    )


def _words(question: Question, normal: str) -> str:
    return answer_in_words(question, value_from(question, normal)) if normal else "no answer"


def _common(row: DecisionRow, kind: DecisionKind) -> dict[str, Any]:
    return {
        "id": row.id,
        "why": f"{decision_reason_label(kind, row.reason)}. {row.words}",
        "by": row.decided_by.full_name,
        "at": row.decided_at,
        "version": row.version.number,
        "taken_back_by": row.taken_back_by.full_name if row.taken_back_by else "",
        "taken_back_at": row.taken_back_at,
    }


def reviewed_sheets(
    form: Form, sheets: Iterable[AnswerSheet], decided: Iterable[DecidedAnswer]
) -> tuple[AnswerSheet, ...]:
    """Return the answers by sheet, each with the adjustment that counts."""
    counting = {one.key: one for one in decided if one.counts}
    return tuple(
        replace(sheet, rows=tuple(_reviewed(form, row, counting.get(row.key)) for row in sheet.rows))
        for sheet in sheets
    )


def reviewed_table(table: CostTable, submitted: CostTable, decided: Sequence[DecidedPart]) -> CostTable:
    """Return the table of costs, each line beside what was submitted, with what leaves it out."""
    left_out = {one.key: one for one in decided if one.taken_back_at is None}
    before = {row.key: row.amounts for row in submitted.rows} if table.columns == submitted.columns else {}
    rows = (
        ReviewedCost(**_values(row), submitted=before.get(row.key, ()), left_out=left_out.get(row.key))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _reviewed(form: Form, row: AnswerRow, adjustment: DecidedAnswer | None) -> ReviewedAnswer:
    adjustable = can_be_adjusted(form.by_key[row.key])
    return ReviewedAnswer(**_values(row), adjustment=adjustment, can_be_adjusted=adjustable)


def _values(row: AnswerRow | CostRow) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}
