"""Have all returns of an exercise checked again by a worker, one time at a time, and stop it."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries as register
from register.permissions import can_judge_scope
from submissions.models import Recheck
from submissions.rechecks import queries
from submissions.rechecks.domain.recheck_states import UNDER_WAY, RecheckState

CHECK_AGAIN = "submissions.tasks.check_again"
KIND = "recheck"
_NO_RETURN = Refusal("No return of this exercise is submitted or accepted, so there is nothing to check again.")
_IS_OVER = Refusal("It had ended before you stopped it.")


@transaction.atomic
def begin(*, by: Context, exercise_id: UUID, key: UUID | None = None) -> Recheck | Refusal | None:
    """Leave all returns to a worker; the row that is under way where there is one. None if the asker may not."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_judge_scope(by, exercise):
        return None
    already = made_before(queries.rechecks(by, exercise), key)
    take_turn(f"recheck {exercise_id}")
    already = already or queries.under_way(by, exercise)
    if already is not None:
        return already
    total = queries.count_to_check(by, exercise)
    if not total:
        return _NO_RETURN
    made = Recheck.objects.create(
        id=key or uuid4(),
        exercise_id=exercise.id,
        authority_id=exercise.authority_id,
        bands=exercise.bands,
        total=total,
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="had all returns checked again", kind=KIND, words=exercise.name)
    task_queue.nudge_when_committed(CHECK_AGAIN, made.id)
    return made


@transaction.atomic
def stop(*, by: Context, recheck_id: UUID) -> Recheck | Refusal | None:
    """End it after what is checked; the worker notices at its next batch. None if the asker may not."""
    row = queries.recheck_for(by, recheck_id)
    if row is None or not can_judge_scope(by, row.exercise):
        return None
    waiting = Recheck.objects.filter(id=row.id, state__in=sorted(UNDER_WAY))
    if not waiting.update(state=RecheckState.STOPPED, finished_at=timezone.now()):
        return _IS_OVER
    audit.record_on(row, by=by, verb="stopped checking returns again", kind=KIND, words=row.exercise.name)
    row.refresh_from_db()
    return row
