"""Record what is done to a return in the audit trail, under its exercise, authority and provider."""

from accounts.actions import audit
from accounts.domain.context import Context
from register.queries import Exercise
from submissions.models import Return

RETURN = "return"
DESK = "desk"


def record_on(submission: Return, *, by: Context | None, verb: str, words: str = "") -> None:
    """Record an event; ``words`` never hold a figure or what a person wrote, and ``by`` None is the portal itself."""
    audit.record_on(submission, by=by, verb=verb, kind=RETURN, words=words)


def record_list_taken(*, by: Context, exercise: Exercise) -> None:
    """Record that the list of an exercise's returns, with their totals, was taken away as a file."""
    audit.record_on(exercise, by=by, verb="downloaded the list of returns", kind="exercise")


def record_decisions_taken(*, by: Context, exercise: Exercise) -> None:
    """Record that the decisions on an exercise's returns, with values that were adjusted, were taken as a file."""
    audit.record_on(exercise, by=by, verb="downloaded the decisions on returns", kind="exercise")


def record_desk_taken(*, by: Context) -> None:
    audit.record(by=by, verb="downloaded the desk", kind=DESK)
