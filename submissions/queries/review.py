"""Queries for the independent team: the list of an exercise, and the returns that a calculation starts from."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from accounts.domain.context import Context
from costing.findings import Severity
from costing.formulas.costs import Costs
from costing.serialisation import costs_from
from register.queries import Participation, participation_rows
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

    ``location_id`` is the CQC's; ``weight`` hours a week that the council commissions, or beds.
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


def analyst_list(
    context: Context | None,
    exercise_id: UUID,
    *,
    state: str = "",
    search: str = "",
    has_findings: str = "",
    analyst: str = "",
    order: str = "",
) -> QuerySet[Participation]:
    """Return every location in scope, begun or not, with its state and counts of its open findings; for the team."""
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


def _accepted(context: Context | None, exercise_id: UUID) -> Iterator[AcceptedReturn]:
    if context is None or not context.reads_returns:
        return
    rows = returns_for(context).filter(exercise_id=exercise_id, state=ReturnState.ACCEPTED)
    for submission in rows.select_related("participation__owner").order_by("participation__location__cqc_location_id"):
        if submission.current is not None:
            yield _accepted_return(submission, submission.current)


def _accepted_return(submission: Return, version: Version) -> AcceptedReturn:
    asked = submission.participation
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
        costs=costs_from(version.costs),
        answers={key: answer["value"] for key, answer in version.answers.items()},
    )
