"""Record what is done to a return in the audit trail, under its exercise, authority and provider."""

from accounts.actions import audit
from accounts.domain.context import Context
from submissions.models import Return

RETURN = "return"


def record_on(submission: Return, *, by: Context | None, verb: str, words: str = "") -> None:
    """Record an event; ``words`` never hold a figure or what a person wrote, and ``by`` None is the portal itself."""
    audit.record_on(submission, by=by, verb=verb, kind=RETURN, words=words)
