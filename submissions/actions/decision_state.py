"""The state that a decision is taken on: whoever decides is told what was done with the return in between."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.figure_words import moment_in_words
from submissions import queries
from submissions.domain import return_refusals
from submissions.models import Return


def state_of(by: Context, submission: Return) -> str:
    """Return a text that changes with everything that is done with a return, for the page of a decision."""
    newest = queries.changes_of(by, submission).first()
    return newest.at.isoformat() if newest else ""


def changed_since(by: Context, submission: Return, seen: str | None) -> Refusal | None:
    """Tell what was done since the page was opened that showed ``seen``; None if nothing was, or nobody looked."""
    if seen is None or state_of(by, submission) == seen:
        return None
    since, events = _moment(seen), queries.changes_of(by, submission)
    newer = list(events.filter(at__gt=since) if since else events[:1])
    return return_refusals.happened_meanwhile([_words(by, event) for event in reversed(newer)])


def _moment(seen: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(seen)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _words(by: Context, event: Any) -> str:
    who = event.by.full_name if event.by else "the portal"
    at = moment_in_words(timezone.localtime(event.at))
    return f"{'you' if event.by_id == by.person_id else who} {event.verb} on {at}"
