"""Mark a location as not relevant, unless a return of it has come in, which the council is shown as received."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries as register
from register.actions import participations
from register.permissions import can_judge_scope
from register.queries import Participation
from submissions.domain.states import ReturnState
from submissions.models import Return

HANDED_IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
_TELLS = "The council reads that it was received, and would learn from “not relevant” that it is not usable."
_HANDED_IN = Refusal(f"This location has submitted a return. {_TELLS} Leave the return out instead, with a reason.")
_CAME_IN = Refusal(f"A return has come in for this location. {_TELLS} It does not count as it is.")


@transaction.atomic
def mark_not_relevant(
    *, by: Context, participation_id: UUID, reason: str, asked_for: bool = False
) -> Participation | Refusal | None:
    """Refuse once a return has come in, also if it was sent back or left out: the council reads that it was received.

    “Not relevant” would tell it that the return is not usable, and what is not handed in counts nowhere as it is.
    ``asked_for`` is True where the provider itself asked for this: its word takes back what came in, and it hears of
    the decision in another way.
    """
    asked = register.asked_location_for(by, participation_id)
    if asked is not None and can_judge_scope(by, asked.exercise) and reason.strip():
        state = _state_of_what_came_in(participation_id)
        if state in HANDED_IN or (state and not asked_for):
            return _HANDED_IN if state in HANDED_IN else _CAME_IN
        if state:
            _take_back(participation_id)
    return participations.mark_not_relevant(
        by=by, participation_id=participation_id, reason=reason, tells=not asked_for
    )


def _state_of_what_came_in(participation_id: UUID) -> str:
    """Return the state of a return that has come in, locked until the commit; blank if none has."""
    rows = Return.objects.select_for_update().filter(participation_id=participation_id)
    rows = rows.filter(Q(received_at__isnull=False) | Q(state__in=[*HANDED_IN, ReturnState.EXCLUDED]))
    return rows.values_list("state", flat=True).first() or ""


def _take_back(participation_id: UUID) -> None:
    """Leave a return as if its provider had taken it back: begun, and not received."""
    Return.objects.filter(participation_id=participation_id).update(
        state=ReturnState.IN_PROGRESS,
        changed_at=timezone.now(),
        received_at=None,
        submitted_at=None,
        submitted_by=None,
        declared_by_name="",
    )
