"""Hold a return for a decision on a part of it, and record the decision in its history, for the team alone."""

from collections.abc import Iterable
from uuid import UUID

from accounts.actions import audit, held_rows
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from submissions import queries
from submissions.actions import decision_state
from submissions.actions.return_audit import RETURN
from submissions.decisions.domain import decision_refusals
from submissions.domain.states import ReturnState
from submissions.models import Return, Version
from submissions.permissions import can_decide


def held(by: Context, return_id: UUID) -> tuple[Return, Version] | None:
    """Return a return and its current version, locked until the commit; None if it is not the asker's to decide."""
    submission = held_rows.held(queries.returns_for(by), return_id)
    if submission is None or submission.current is None or not can_decide(by, submission):
        return None
    return submission, submission.current


def not_now(by: Context, submission: Return, seen: str | None) -> Refusal | None:
    """Tell what was done since the page was opened, or that the return is not there to be decided any more."""
    return decision_state.changed_since(by, submission, seen) or decision_refusals.not_decidable(
        ReturnState(submission.state)
    )


def record_for_team(submission: Return, *, by: Context, verb: str, names: Iterable[str] = ()) -> None:
    """Record an event without its provider: what the team decides of a part is its own business."""
    audit.record(
        by=by,
        verb=verb,
        kind=RETURN,
        id=submission.id,
        words=", ".join(names),
        authority_id=submission.authority_id,
        exercise_id=submission.exercise_id,
    )


def owned(by: Context, submission: Return, version: Version) -> dict[str, object]:
    """Return the fields of a decision that follow from its return and who takes it."""
    return {
        "submission": submission,
        "version": version,
        "exercise_id": submission.exercise_id,
        "authority_id": submission.authority_id,
        "provider_id": submission.provider_id,
        "decided_by_id": by.person_id,
    }
