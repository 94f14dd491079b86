"""The text of a step for one recipient: the same for the preview, the test and the message itself."""

from collections.abc import Iterable

from django.conf import settings

from engagement.campaigns.domain.message_text import (
    MessageText,
    NamedRecipient,
    Sender,
    written,
)
from engagement.models import Step
from register.permissions import last_day
from register.queries import Participation


def message_text_for(step: Step, name: str, asked: Iterable[Participation], opt_out_link: str) -> MessageText:
    """Return the text. It checks no permission: step and locations were fetched for the asker."""
    named = [NamedRecipient(each.location_name, each.provider_name, last_day(each)) for each in asked]
    return written(step.subject, step.body, name, named, _sender(step), opt_out_link)


def _sender(step: Step) -> Sender:
    return Sender(
        council=step.authority.name,
        exercise=step.exercise.name,
        opens_on=step.exercise.opens_on,
        closes_on=step.exercise.closes_on,
        portal_link=settings.PORTAL_URL,
        officer_name=step.campaign.officer_name,
        officer_phone=step.campaign.officer_phone,
        officer_email=step.campaign.officer_email,
    )
