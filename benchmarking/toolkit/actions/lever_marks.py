"""Say for a council that it uses a lever, or no longer does."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import LeverMark
from benchmarking.permissions import can_answer_for_council
from benchmarking.toolkit.domain.levers import published_levers
from benchmarking.toolkit.queries import asked_by, own_marks, own_toolkit

KIND = "lever of the toolkit"
NOT_ASKED = Refusal("No regional office has asked your council yet, so there is nobody to tell.")
UNKNOWN = Refusal("This lever is not in the toolkit any more. Look at the page again.")


@transaction.atomic
def mark(*, by: Context, lever: str, is_used: bool) -> str | Refusal | None:
    """Keep a council's word on a lever and return its name; what it has said already is not said twice."""
    if not can_answer_for_council(by):
        return None
    found = next((one for one in published_levers(own_toolkit(by)) if one.key == lever), None)
    if found is None:
        return UNKNOWN
    member = asked_by(by)
    if member is None:
        return NOT_ASKED
    take_turn(f"levers of {by.own_authority}")
    if (lever in own_marks(by)) != is_used:
        row = LeverMark.objects.create(
            host_authority_id=member.host_authority_id, authority_id=member.authority_id, lever=lever,
            is_used=is_used, said_at=timezone.now(), said_by_id=by.person_id,
        )  # fmt: skip
        verb = "said that a lever is used" if is_used else "said that a lever is no longer used"
        audit.record(by=by, verb=verb, kind=KIND, id=row.id, words=f"{member.council_name}: {found.name}")
    return found.name
