"""Record the steps of a question in the audit trail, without its words; and what every step asks of words."""

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.queries import Participation
from submissions.models import ReturnQuestion
from submissions.questions.domain.questions import LONGEST


def record_step(query: ReturnQuestion, by: Context | None, verb: str, words: str = "") -> None:
    """Record a step, under the return if there is one, so that its history shows it."""
    submission = getattr(query.participation, "submission", None)
    audit.record_on(
        query,
        by=by,
        verb=verb,
        kind="return" if submission else "participation",
        id=submission.id if submission else query.participation_id,
        words=", ".join(filter(None, (query.key or query.line, words))),
    )


def version_number(participation: Participation) -> int | None:
    submission = getattr(participation, "submission", None)
    return submission.current.number if submission and submission.current else None


def too_long(words: str) -> Refusal | None:
    return Refusal(f"Please use at most {LONGEST:,} characters.") if len(words.strip()) > LONGEST else None
