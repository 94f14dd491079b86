"""Find the invitations of an exercise that nobody has taken up."""

from typing import Any

from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.context import Context
from register.models import Exercise, Participation
from register.permissions import can_invite_again
from register.queries.register import participations

LAPSED, OPEN = "lapsed", "open"


def invitations_not_taken_up(
    context: Context | None, exercise: Exercise, *, search: str = "", invited: str = ""
) -> list[Any]:
    """Return the newest invitation of each address, for whoever may send it again; ``invited``: lapsed or open ones."""
    if not can_invite_again(context, exercise):
        return []
    asked = participations(context, exercise.id, eligibility=Participation.Eligibility.IN_SCOPE)
    found = accounts.not_taken_up(set(asked.order_by().values_list("provider_id", flat=True)))
    words, now = search.strip().lower(), timezone.now()
    if invited in (LAPSED, OPEN):
        found = [each for each in found if (each.expires_at <= now) == (invited == LAPSED)]
    return [each for each in found if words in f"{each.scope_label} {each.email}".lower()]
