"""What the council is shown of an outcome: nothing by which it could tell that a return was sent back."""

from collections.abc import Iterable
from uuid import UUID

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import TELLS, ContactOutcome
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactAbout
from engagement.permissions import can_log, is_of_the_team
from submissions import queries as submissions


def telling(context: Context | None, exercise_ids: Iterable[UUID]) -> set[UUID]:
    """Return the contacts that the council is shown as a talk: a promise or a no to the team, once the return was in.

    Nobody says so of a return that stays in: it was sent back.
    """
    if context is None or is_of_the_team(context) or not can_log(context):
        return set()
    found: set[UUID] = set()
    for exercise_id in exercise_ids:
        progress = submissions.progress_in(context, exercise_id).values()
        came_in = {row.participation_id: row.received_at for row in progress if row.received_at}
        rows = ContactAbout.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
        rows = rows.filter(contact__side=OwnerTeam.TEAM, contact__outcome__in=sorted(TELLS))
        for contact_id, asked_id, at in rows.values_list("contact_id", "participation_id", "contact__happened_at"):
            found |= {contact_id} if came_in.get(asked_id, at) < at else set()
    return found


def hide_what_tells(context: Context | None, found: list[Contact]) -> None:
    """Change the entries in hand, which nobody saves, to what the asker is shown."""
    tells = [each for each in found if each.side == OwnerTeam.TEAM and each.outcome in TELLS]
    hidden = telling(context, {each.exercise_id for each in tells})
    for each in tells:
        if each.id in hidden:
            each.outcome, each.promised_on = ContactOutcome.SPOKE.value, None
