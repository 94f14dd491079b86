"""Record what is done at the desk, in the history of the return that the team reads, and not as its provider's."""

from accounts.actions import audit
from accounts.domain.context import Context
from submissions.models import Return


def record_at_desk(submission: Return, *, by: Context, verb: str, words: str = "") -> None:
    audit.record(
        by=by,
        verb=verb,
        kind="return",
        id=submission.id,
        words=words,
        authority_id=submission.authority_id,
        exercise_id=submission.exercise_id,
    )
