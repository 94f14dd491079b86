"""Begin a message about something that a room above asks beside the return: a draft, for an officer to word and send.

From there on it is a step like any other: its words, its recipients with those who want no more emails left out, and
the log. It is the independent team's, as the council is not to know who has answered.
"""

from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.campaigns.actions import campaigns
from engagement.campaigns.domain.audience import AudienceRule, BesideReturn
from engagement.campaigns.domain.schedule import Due, When
from engagement.campaigns.domain.step_words import Officer, Words
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Campaign, Step
from engagement.permissions import is_of_the_team
from register import queries as register


@transaction.atomic
def draft(
    *, by: Context, exercise_id: UUID, beside: BesideReturn, subject: str, body: str, key: UUID | None = None
) -> UUID | Refusal | None:
    """Return the id of a new step of the campaign named like what is asked, which is begun if it is not there."""
    if not is_of_the_team(by) or register.exercise_for(by, exercise_id) is None:
        return None
    known = Campaign.objects.filter(exercise_id=exercise_id, side=OwnerTeam.TEAM, name__iexact=beside.title)
    campaign = known.filter(stopped_at=None).first() or campaigns.put(
        by=by, exercise_id=exercise_id, name=beside.title, officer=Officer(name=by.person_name)
    )
    if not isinstance(campaign, Campaign):
        return campaign
    words = Words(subject, body, AudienceRule(beside=beside), Due(When.BY_HAND))
    step = campaigns.put_step(by=by, campaign_id=campaign.id, words=words, key=key)
    return step.id if isinstance(step, Step) else step
