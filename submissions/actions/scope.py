"""Mark a location as not relevant, unless it has handed in a return."""

from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries as register
from register.actions import participations
from register.permissions import can_judge_scope
from register.queries import Participation
from submissions.domain.states import ReturnState
from submissions.models import Return

HANDED_IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)


@transaction.atomic
def mark_not_relevant(
    *, by: Context, participation_id: UUID, reason: str, tells: bool = True
) -> Participation | Refusal | None:
    """Refuse while a return is in, as a calculation would go on counting it: it has to be left out first.

    ``tells`` is False where the provider hears of it in another way, as it asked for this.
    """
    asked = register.asked_location_for(by, participation_id)
    may_judge = asked is not None and can_judge_scope(by, asked.exercise)
    if may_judge and reason.strip() and _is_handed_in(participation_id):
        return Refusal("This location has submitted a return. Leave the return out first, with a reason.")
    return participations.mark_not_relevant(by=by, participation_id=participation_id, reason=reason, tells=tells)


def _is_handed_in(participation_id: UUID) -> bool:
    return Return.objects.filter(participation_id=participation_id, state__in=HANDED_IN).exists()
