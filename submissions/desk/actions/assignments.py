"""Assign a return to an analyst, and take it off again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from submissions import queries
from submissions.desk import queries as desk
from submissions.desk.actions.desk_audit import record_at_desk
from submissions.models import Return, ReturnAssignment
from submissions.permissions import can_decide

Assigned = ReturnAssignment | Refusal | None


@transaction.atomic
def assign(*, by: Context, return_id: UUID, analyst_id: UUID | None) -> Assigned:
    """Give a return to an analyst of its authority, whoever had it before; ``analyst_id`` None takes it off."""
    submission = held(queries.returns_for(by), return_id)
    if submission is None or not can_decide(by, submission):
        return None
    names = dict(desk.analysts_of(by))
    if analyst_id is not None and analyst_id not in names:
        return Refusal("This person is not an analyst here any more. Choose somebody else.")
    before = desk.assignments(by).filter(submission=submission).first()
    if before is not None and before.analyst_id == analyst_id:
        return before
    row = _kept(by, submission, analyst_id)
    verb = "assigned a return" if analyst_id else "took an assignment off"
    record_at_desk(submission, by=by, verb=verb, words=f"to {names[analyst_id]}" if analyst_id else "")
    return row


def _kept(by: Context, submission: Return, analyst_id: UUID | None) -> ReturnAssignment:
    whose = {name: getattr(submission, name) for name in ("exercise_id", "authority_id", "provider_id")}
    values = {"analyst_id": analyst_id, "assigned_by_id": by.person_id, "assigned_at": timezone.now()}
    row, _ = ReturnAssignment.objects.update_or_create(
        submission=submission, defaults=values, create_defaults={**whose, **values}
    )
    return row
