"""Queries of decisions on parts of returns: for the independent team of their authority, nobody else."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from submissions.decisions.domain.adjusted_answers import AnswerAdjustment, LeftOutLine, applies
from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reason_label
from submissions.models import Adjustment, LineDecision, Return, Version
from submissions.models.decisions import PartDecision

AnyDecision = TypeVar("AnyDecision", bound=PartDecision)
AnyValue = TypeVar("AnyValue")


def line_decisions_for(context: Context | None) -> QuerySet[LineDecision]:
    return _for_team(LineDecision.objects.all(), context)


def adjustments_for(context: Context | None) -> QuerySet[Adjustment]:
    return _for_team(Adjustment.objects.all(), context)


def line_decisions_on(context: Context | None, submission: Return) -> QuerySet[LineDecision]:
    """Return what was decided of the lines of a return, taken back or not, in the order of time."""
    return line_decisions_for(context).filter(submission=submission)


def adjustments_on(context: Context | None, submission: Return) -> QuerySet[Adjustment]:
    return adjustments_for(context).filter(submission=submission)


def lines_left_out_in(context: Context | None, exercise_id: UUID) -> dict[UUID, list[LeftOutLine]]:
    """Return the standing decisions on lines of an exercise, by return."""
    return _by_return(line_decisions_for(context).filter(exercise_id=exercise_id, taken_back_at=None), left_out_line)


def adjustments_in(context: Context | None, exercise_id: UUID) -> dict[UUID, list[AnswerAdjustment]]:
    """Return the standing adjustments of an exercise, by return, whether they apply or not."""
    return _by_return(adjustments_for(context).filter(exercise_id=exercise_id, taken_back_at=None), answer_adjustment)


def applying(context: Context | None, submission: Return, version: Version) -> list[AnswerAdjustment]:
    """Return the standing adjustments of a return that apply to the answers of one version."""
    rows = adjustments_on(context, submission).filter(taken_back_at=None)
    return those_that_apply([answer_adjustment(row) for row in rows], version)


def those_that_apply(adjustments: Iterable[AnswerAdjustment], version: Version) -> list[AnswerAdjustment]:
    given = {key: answer["value"] for key, answer in version.answers.items()}
    return [one for one in adjustments if applies(one.submitted, one.key, given)]


def _by_return(rows: Iterable[AnyDecision], value: Callable[[AnyDecision], AnyValue]) -> dict[UUID, list[AnyValue]]:
    found: dict[UUID, list[AnyValue]] = defaultdict(list)
    for row in rows:
        found[row.submission_id].append(value(row))
    return found


def _for_team(rows: QuerySet[AnyDecision], context: Context | None) -> QuerySet[AnyDecision]:
    if context is None or not context.reads_returns or not context.authority_id:
        return rows.none()
    return rows.filter(authority_id=context.authority_id).select_related("version", "decided_by", "taken_back_by")


def left_out_line(row: LineDecision) -> LeftOutLine:
    return LeftOutLine(
        line=row.line,
        reason=decision_reason_label(DecisionKind.LINE, row.reason),
        words=row.words,
        by=row.decided_by.full_name,
        at=row.decided_at.isoformat(),
        version=row.version.number,
    )


def answer_adjustment(row: Adjustment) -> AnswerAdjustment:
    return AnswerAdjustment(
        key=row.key,
        submitted=row.submitted,
        adjusted=row.adjusted,
        reason=decision_reason_label(DecisionKind.ANSWER, row.reason),
        words=row.words,
        by=row.decided_by.full_name,
        at=row.decided_at.isoformat(),
    )
