"""Ask for a calculation: a small one is made at once, a large one is left to a worker."""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions import calculations
from reports.domain.calculation_terms import CalculationTerms, terms_document
from reports.models import Calculation, CalculationRequest
from reports.permissions import can_calculate
from submissions import queries as submissions

MAKE_CALCULATION = "reports.tasks.make_calculation"


@transaction.atomic
def ask(
    *, by: Context, exercise_id: UUID, terms: CalculationTerms, key: UUID | None = None
) -> Calculation | CalculationRequest | Refusal | None:
    """Make a calculation, or leave it to a worker where it has many returns; None if the asker may not."""
    exercise = queries.exercise_for(by, exercise_id) if can_calculate(by) else None
    if exercise is None:
        return None
    seen = [str(one.version_id) for one in submissions.listed_as_accepted(by, exercise_id)]
    if len(seen) < settings.CALCULATED_BY_WORKER_FROM:
        return make_now(by, exercise_id, terms, key)
    asked = CalculationRequest.objects.filter(exercise_id=exercise_id, received_by_id=by.person_id)
    already = made_before(asked, key)
    if already is not None:
        return already
    made = CalculationRequest.objects.create(
        id=key or uuid4(),
        exercise_id=exercise_id,
        authority_id=exercise.authority_id,
        terms=terms_document(terms),
        seen=seen,
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="asked for a calculation", kind="calculation request", words=exercise.name)
    task_queue.nudge_when_committed(MAKE_CALCULATION, made.id)
    return made


def make_now(by: Context, exercise_id: UUID, terms: CalculationTerms, key: UUID | None) -> Calculation | Refusal | None:
    return calculations.make(
        by=by,
        exercise_id=exercise_id,
        exclusions=terms.exclusions,
        note=terms.note,
        occupancy_target=terms.occupancy_target,
        uplift=terms.uplift,
        scenarios=terms.scenarios,
        key=key,
    )
