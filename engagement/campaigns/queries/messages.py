"""The text of a step for one recipient: the same for the preview, the test and the message itself."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from engagement.campaigns.domain.audience_rules import rule_from
from engagement.campaigns.domain.message_text import (
    MessageText,
    NamedRecipient,
    Sender,
    written,
)
from engagement.campaigns.queries.beside_returns import owed_beside
from engagement.models import Step
from register.permissions import last_day
from register.queries import Participation


def message_text_for(
    step: Step, name: str, asked: Iterable[Participation], opt_out_link: str, invitation: str = ""
) -> MessageText:
    """Return the text. It checks no permission: step and locations were fetched for the asker.

    ``invitation``: the link of the recipient's own invitation, which takes the place of that to the return.
    """
    places, owed = list(asked), owed_beside(rule_from(step.rule).beside)
    until = {each.id: owed.last_day if owed else last_day(each) for each in places}
    named = [NamedRecipient(each.location_name, each.provider_name, until[each.id]) for each in places]
    sender = _sender(step, invitation or _page_of(places))
    if owed:
        link = invitation or f"{settings.PORTAL_URL}{owed.path}"
        sender = replace(sender, exercise=owed.title, opens_on=owed.opens_on, closes_on=owed.last_day, portal_link=link)
    return written(step.subject, step.body, name, named, sender, opt_out_link, is_invitation=bool(invitation))


def _page_of(places: list[Participation]) -> str:
    """Return the address of a location's own page; of several, of the page that has them all."""
    one = reverse("submissions:participation_detail", args=[places[0].id]) if len(places) == 1 else reverse("home")
    return f"{settings.PORTAL_URL}{one}"


def _sender(step: Step, portal_link: str) -> Sender:
    return Sender(
        council=step.authority.name,
        exercise=step.exercise.name,
        opens_on=step.exercise.opens_on,
        closes_on=step.exercise.closes_on,
        portal_link=portal_link,
        officer_name=step.campaign.officer_name,
        officer_phone=step.campaign.officer_phone,
        officer_email=step.campaign.officer_email,
    )
