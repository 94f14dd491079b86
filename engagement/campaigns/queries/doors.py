"""Query who of a message's recipients cannot sign in yet: those who get a new invitation, and those who get none."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts import queries as accounts
from accounts.domain.context import Context
from engagement.campaigns.domain.audience import Recipient
from engagement.campaigns.domain.merge_fields import uses
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Step
from register import queries as register


@dataclass(frozen=True, slots=True)
class ClosedDoors:
    """How many of the recipients have not signed up: ``invited`` get a new link, the others were never invited."""

    invited: int = 0
    never_invited: int = 0


def closed_doors(context: Context | None, step: Step, recipients: Iterable[Recipient]) -> ClosedDoors:
    """Return the count as it stands now; of the council's steps nothing, as they carry no invitations."""
    if step.side != OwnerTeam.TEAM or not uses(step.body, "portal link"):
        return ClosedDoors()
    people = dict(register.people_reached(context, step.exercise_id).values_list("id", "provider_id"))
    known = [(people.get(one.person_id), one.address.lower()) for one in recipients]
    providers = {provider for provider, _ in known if provider}
    acting = accounts.addresses_acting_for(providers)
    offered = {(each.provider_id, each.email) for each in accounts.not_taken_up(providers)}
    outside = [pair for pair in known if pair not in acting]
    invited = sum(pair in offered for pair in outside)
    return ClosedDoors(invited, len(outside) - invited)
