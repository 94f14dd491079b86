"""Draft a message to those who did not come to an event: a step of a campaign, to be looked through."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.campaigns.actions import campaigns
from engagement.campaigns.domain.audience import Missed
from engagement.campaigns.domain.audience_rules import document_of
from engagement.campaigns.domain.default_messages import MISSED_YOU
from engagement.campaigns.domain.step_states import OPEN
from engagement.campaigns.domain.step_words import Officer, Words
from engagement.domain.owner_team import side_of
from engagement.models import Campaign, Event, Step

NOT_YET = Refusal("The event has not begun, or is cancelled: nobody can have missed it.")


@transaction.atomic
def write_to_absent(*, by: Context, exercise_id: UUID, event_id: UUID) -> Step | Refusal | None:
    """Draft the message in a campaign named after the event; a second press returns the same draft."""
    event = queries.event_for(by, exercise_id, event_id)
    if event is None:
        return None
    if event.cancelled_at or event.starts_at > timezone.now():
        return NOT_YET
    take_turn(f"follow-up of {event.id} in {exercise_id}")
    campaign = _campaign(by, exercise_id, event)
    if not isinstance(campaign, Campaign):
        return campaign
    rule = replace(MISSED_YOU.rule, missed=Missed(event.id, event.title))
    drafted = queries.steps_of(by, campaign).filter(rule=document_of(rule), state__in=OPEN).first()
    if drafted is not None:
        return drafted
    words = Words(MISSED_YOU.subject, MISSED_YOU.body, rule, MISSED_YOU.due)
    return campaigns.put_step(by=by, campaign_id=campaign.id, words=words)


def _campaign(by: Context, exercise_id: UUID, event: Event) -> Campaign | Refusal | None:
    day = timezone.localdate(event.starts_at)
    name = f"Missed at {event.title[:60]}, {day:%d/%m/%Y}"
    mine = queries.campaigns(by, exercise_id).filter(name=name, side=side_of(by), stopped_at__isnull=True)
    officer = Officer(name=by.person_name)
    return mine.first() or campaigns.put(by=by, exercise_id=exercise_id, name=name, officer=officer)
