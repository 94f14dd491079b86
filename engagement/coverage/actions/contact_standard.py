"""Set how many e-mails and calls everybody of an exercise is owed."""

from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.coverage.domain.outcomes import Outstanding
from engagement.models import Standard
from engagement.permissions import can_give_outcome
from register import queries as register
from register.actions import exercises

MOST = 20
TOO_MANY = Refusal(f"The standard is of 0 to {MOST} emails and of 0 to {MOST} calls.")


@transaction.atomic
def put(*, by: Context, exercise_id: UUID, owed: Outstanding) -> Standard | Refusal | None:
    """Set the standard of an exercise from now on; outcomes follow from it. None if it is not the asker's to set."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_give_outcome(by):
        return None
    if not (0 <= owed.emails <= MOST and 0 <= owed.calls <= MOST):
        return TOO_MANY
    row, _ = Standard.objects.update_or_create(
        exercise_id=exercise.id,
        defaults={"authority_id": exercise.authority_id, "emails": owed.emails, "calls": owed.calls},
    )
    exercises.record_on(exercise, by=by, verb="set the contact standard")
    return row
