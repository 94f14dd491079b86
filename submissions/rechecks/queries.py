"""Queries of checking all returns again: for the independent team of the authority; and what a worker checks next."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from register.queries import Exercise
from submissions.domain.states import ReturnState
from submissions.models import Recheck, RecheckedReturn, Return, Version
from submissions.queries.returns import returns_for
from submissions.rechecks.domain.recheck_states import UNDER_WAY, RecheckState

# The returns that are in, decided on or not.
IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
# All that a worker looks at: whole rows cost as much as checking them.
_LOOKED_AT = (
    *("exercise_id", "authority_id", "provider_id", "current_id", "participation_id"),
    *(f"current__{name}" for name in ("form_service", "form_version", "answers")),
    *(f"participation__{name}" for name in ("exercise_id", "location_id", "location_name", "weight")),
    *(f"participation__location__{name}" for name in ("cqc_location_id", "name", "is_active", "is_dormant")),
    *(f"participation__location__{name}" for name in ("is_homecare", "is_care_home")),
)


def rechecks(context: Context | None, exercise: Exercise) -> QuerySet[Recheck]:
    return _rechecks(context).filter(exercise=exercise).order_by("-received_at")


def _rechecks(context: Context | None) -> QuerySet[Recheck]:
    rows = Recheck.objects.select_related("exercise", "received_by")
    if context is None or not context.reads_returns:
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def recheck_for(context: Context | None, recheck_id: UUID) -> Recheck | None:
    return _rechecks(context).filter(id=recheck_id).first()


def under_way(context: Context | None, exercise: Exercise) -> Recheck | None:
    return rechecks(context, exercise).filter(state__in=sorted(UNDER_WAY)).first()


def count_to_check(context: Context | None, exercise: Exercise) -> int:
    return returns_for(context).filter(exercise=exercise, state__in=IN, current__isnull=False).count()


def returns_that_changed(context: Context | None, recheck: Recheck) -> QuerySet[RecheckedReturn]:
    """Return those whose findings differ, by the name of their location."""
    rows = RecheckedReturn.objects.select_related("submission__participation", "version").filter(recheck=recheck)
    if context is None or not context.reads_returns:
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority).defer("version__answers", "version__costs", "version__notes")
    return rows.order_by("submission__participation__location_name", "id")


def last_change_of(context: Context | None, version: Version) -> RecheckedReturn | None:
    """Return how the findings of a version differed when its exercise was last checked again; None if not at all."""
    if context is None or not context.reads_returns:
        return None
    done = Recheck.objects.filter(exercise_id=version.exercise_id, state=RecheckState.DONE).order_by("-received_at")
    rows = RecheckedReturn.objects.filter(version=version, recheck_id__in=done.values("id")[:1])
    return rows.filter(authority_id=context.own_authority).select_related("recheck").first()


def to_check(recheck: Recheck, most: int) -> list[Return]:
    """Return, for the worker, the next returns in the order of ids, with their answers."""
    rows = Return.objects.filter(exercise_id=recheck.exercise_id, state__in=IN, current__isnull=False)
    if recheck.reached is not None:
        rows = rows.filter(id__gt=recheck.reached)
    return list(rows.select_related("current", "participation__location").only(*_LOOKED_AT).order_by("id")[:most])
