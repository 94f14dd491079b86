"""What is done to a return goes into the audit trail, under its exercise, authority and provider."""

from accounts.actions import audit
from accounts.domain.context import Context
from submissions.models import Return

RETURN = "return"


def record_on(submission: Return, *, by: Context | None, verb: str, words: str = "") -> None:
    """``words`` name things and never hold a figure or what a person wrote; ``by`` nobody is the portal itself."""
    audit.record(
        by=by,
        verb=verb,
        kind=RETURN,
        id=submission.id,
        words=words,
        authority_id=submission.authority_id,
        provider_id=submission.provider_id,
        exercise_id=submission.exercise_id,
    )
