"""Queries for the independent team: the list of an exercise, and the returns that a calculation starts from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from accounts.domain.context import Context
from costing.findings import Severity
from costing.forms import form_for
from costing.formulas.costs import Costs
from costing.serialisation import answers_from, costs_from
from register.queries import Participation, participation_rows
from submissions.decisions.domain.adjusted_answers import AnswerAdjustment, LeftOutLine, adjusted_costs
from submissions.decisions.queries import adjustments_in, lines_left_out_in, those_that_apply
from submissions.domain.states import ReturnState
from submissions.models import (
    Return,
    Upload,
    Version,
    VersionFinding,
)
from submissions.queries.returns import owed_by, returns_for

COUNTED = {"to_fix": Severity.MUST_FIX, "to_explain": Severity.EXPLAIN, "to_note": Severity.NOTE}
MINE, NOBODYS = "mine", "nobodys"
ORDERS = {
    "location": ("location_name",),
    "provider": ("provider_name", "location_name"),
    "state": ("state", "location_name"),
    "analyst": (F("analyst").asc(nulls_last=True), "location_name"),
    "newest": (F("submission__changed_at").desc(nulls_last=True), "location_name"),
}


@dataclass(frozen=True)
class AcceptedReturn:
    """An accepted return for a calculation, with provider and owner as they were when the exercise was drawn up.

    ``location_id`` is the CQC's; ``weight`` hours a week that the council commissions, or beds. ``costs`` and
    ``answers`` are those with the ``adjustments`` that apply; ``lines_left_out`` are still in the costs.
    """

    return_id: UUID
    version_id: UUID
    version_number: int
    form_service: str
    form_version: str
    participation_id: UUID
    location_id: str
    location_name: str
    provider_id: UUID
    provider_name: str
    owner_id: UUID
    owner_name: str
    weight: Decimal | None
    zone: str
    size_band: str
    is_contracted: bool | None
    costs: Costs | None
    answers: dict[str, str]
    lines_left_out: tuple[LeftOutLine, ...] = ()
    adjustments: tuple[AnswerAdjustment, ...] = ()


@dataclass(frozen=True)
class ExcludedReturn:
    """A return that was left out at review: why, by whom and when, for the record of a calculation."""

    return_id: UUID
    version_id: UUID
    version_number: int
    location_id: str
    location_name: str
    provider_id: UUID
    provider_name: str
    owner_id: UUID
    owner_name: str
    weight: Decimal | None
    reason: str
    decided_by_id: UUID | None
    decided_by: str
    decided_at: datetime | None


def analyst_list(
    context: Context | None,
    exercise_id: UUID | None = None,
    *,
    state: str = "",
    search: str = "",
    has_findings: str = "",
    analyst: str = "",
    order: str = "",
) -> QuerySet[Participation]:
    """Return every location in scope, begun or not, with its state and counts of its open findings; for the team.

    Those of an exercise, or of all that the asker's authority has.
    """
    if context is None or not context.reads_returns:
        return participation_rows().none()
    rows = owed_by(context, exercise_id).annotate(
        state=Coalesce("submission__state", Value(ReturnState.NOT_STARTED.value)),
        submitted_at=F("submission__submitted_at"),
        analyst_id=F("submission__assignment__analyst"),
        analyst=F("submission__assignment__analyst__full_name"),
        **{name: _count(severity) for name, severity in COUNTED.items()},
    )
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(_matches(search.strip())) if search.strip() else rows
    rows = rows.filter(analyst_id=context.person_id) if analyst == MINE else rows
    rows = rows.filter(analyst_id=None) if analyst == NOBODYS else rows
    return _with_findings(rows, has_findings).order_by(*ORDERS.get(order, ORDERS["location"]), "id")


@dataclass(frozen=True)
class DecisionQueue:
    """The submitted returns of an exercise beside one of them: how many there are, without it, and the next."""

    waiting: int
    left: int
    following: Participation | None


def decision_queue(context: Context | None, submission: Return) -> DecisionQueue:
    """Return the queue: what is assigned to the asker first, then what has waited longest."""
    rows: list[Any] = list(analyst_list(context, submission.exercise_id, state=ReturnState.SUBMITTED))
    me = context.person_id if context else None
    others = [each for each in rows if each.id != submission.participation_id]
    others.sort(key=lambda each: (each.analyst_id != me, each.submitted_at, each.location_name))
    return DecisionQueue(len(rows), len(others), next(iter(others), None))


def _count(severity: Severity) -> Coalesce:
    """Count findings; of unusual ones the figures that they are about, as ``figures`` does for the provider."""
    of_all = Concat(Value("the whole return, "), "code")
    what = Coalesce(NullIf("key", Value("")), of_all) if severity == Severity.EXPLAIN else F("id")
    standing = VersionFinding.objects.filter(version=OuterRef("submission__current"), severity=severity)
    counted = standing.order_by().values("version").annotate(count=Count(what, distinct=True)).values("count")
    return Coalesce(Subquery(counted), Value(0))


def _matches(words: str) -> Q:
    return (
        Q(location_name__icontains=words)
        | Q(provider_name__icontains=words)
        | Q(location__cqc_location_id__icontains=words)
        | Q(location__postcode__icontains=words)
        | Q(submission__in=Upload.objects.filter(reference__iexact=words).values("submission"))
    )


def _with_findings(rows: QuerySet[Participation], wanted: str) -> QuerySet[Participation]:
    """Limit rows to those with such findings; unknown words filter nothing out."""
    name = next((name for name, severity in COUNTED.items() if severity == wanted), None)
    if wanted == "none":
        return rows.filter(submission__current__isnull=False, **dict.fromkeys(COUNTED, 0))
    return rows.filter(**{f"{name}__gt": 0}) if name else rows


def accepted_returns(context: Context | None, exercise_id: UUID) -> list[AcceptedReturn]:
    """Return accepted returns in a fixed order, so that the same returns always make the same digest."""
    return list(_accepted(context, exercise_id))


def left_out_returns(context: Context | None, exercise_id: UUID) -> list[ExcludedReturn]:
    """Return the returns of an exercise that were left out at review, by location."""
    rows = _in_state(context, exercise_id, ReturnState.EXCLUDED)
    return [_excluded_return(row, row.current) for row in rows if row.current is not None]


def _in_state(context: Context | None, exercise_id: UUID, state: ReturnState) -> QuerySet[Return]:
    rows = returns_for(context if context is not None and context.reads_returns else None)
    rows = rows.filter(exercise_id=exercise_id, state=state).select_related("participation__owner")
    return rows.order_by("participation__location__cqc_location_id")


def _excluded_return(submission: Return, version: Version) -> ExcludedReturn:
    asked = submission.participation
    return ExcludedReturn(
        return_id=submission.id,
        version_id=version.id,
        version_number=version.number,
        location_id=asked.location.cqc_location_id,
        location_name=asked.location_name,
        provider_id=asked.provider_id,
        provider_name=asked.provider_name,
        owner_id=asked.owner_id,
        owner_name=asked.owner.name,
        weight=asked.weight,
        reason=submission.decided_because,
        decided_by_id=submission.decided_by_id,
        decided_by=submission.decided_by.full_name if submission.decided_by else "",
        decided_at=submission.decided_at,
    )


def _accepted(context: Context | None, exercise_id: UUID) -> Iterator[AcceptedReturn]:
    lines, adjustments = lines_left_out_in(context, exercise_id), adjustments_in(context, exercise_id)
    for submission in _in_state(context, exercise_id, ReturnState.ACCEPTED):
        if submission.current is not None:
            found = those_that_apply(adjustments.get(submission.id, ()), submission.current)
            yield _accepted_return(submission, submission.current, lines.get(submission.id, ()), found)


def _accepted_return(
    submission: Return, version: Version, lines: Sequence[LeftOutLine], adjustments: Sequence[AnswerAdjustment]
) -> AcceptedReturn:
    asked = submission.participation
    adjusted = {one.key: one.adjusted for one in adjustments}
    return AcceptedReturn(
        return_id=submission.id,
        version_id=version.id,
        version_number=version.number,
        form_service=version.form_service,
        form_version=version.form_version,
        participation_id=asked.id,
        location_id=asked.location.cqc_location_id,
        location_name=asked.location_name,
        provider_id=asked.provider_id,
        provider_name=asked.provider_name,
        owner_id=asked.owner_id,
        owner_name=asked.owner.name,
        weight=asked.weight,
        zone=asked.zone,
        size_band=asked.size_band,
        is_contracted=asked.is_contracted,
        costs=costs_with(version, adjusted, submission.exercise.weeks),
        answers={key: answer["value"] for key, answer in version.answers.items()} | adjusted,
        lines_left_out=tuple(lines),
        adjustments=tuple(adjustments),
    )


def costs_with(version: Version, adjusted: dict[str, str], weeks: Decimal) -> Costs | None:
    """Return the costs of a version with adjusted values in place of some answers, worked out afresh."""
    if not adjusted or version.costs is None:
        return costs_from(version.costs)
    form = form_for(version.form_service, version.form_version)
    answers = answers_from(version.form_service, version.form_version, version.answers)
    return adjusted_costs(form, answers, adjusted, weeks) if form and answers else None
