"""Enter in the log the invitations that the portal has sent to providers: each is an e-mail to its locations."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import INVITATION, Channel, ContactOutcome, Direction, Source
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, Message
from register import queries as register
from register.queries import ContactPerson, Participation

LOOKS_BACK = timedelta(days=2)


def catch_up() -> int:
    """Enter what is not in the log yet, for the worker; return how many invitations.

    One that a campaign's message carried is in the log as that message.
    """
    sent = list(accounts.sent_to_providers(timezone.now() - LOOKS_BACK))
    keys = [f"{INVITATION}{each.id}" for each in sent]
    known = set(Contact.objects.filter(external_id__in=keys).values_list("external_id", flat=True))
    in_messages = set(Message.objects.filter(id__in=[each.id for each in sent]).values_list("id", flat=True))
    new = [each for each in sent if f"{INVITATION}{each.id}" not in known and each.id not in in_messages]
    return sum(_entered(each) for each in new)


@transaction.atomic
def _entered(invitation: Any) -> bool:
    """Enter one invitation, once for each exercise that its provider takes part in."""
    if invitation.provider_id is None:
        return False
    day = timezone.localdate(invitation.invited_at)
    asked = register.asked_of_provider_for_tasks(invitation.provider_id, day)
    person = register.people_with_address(invitation.email).filter(provider_id=invitation.provider_id).first()
    for _, group in groupby(asked, key=lambda each: each.exercise_id):
        _enter(invitation, list(group), person)
    return bool(asked)


def _enter(invitation: Any, asked: list[Participation], person: ContactPerson | None) -> None:
    own = set(person.locations.values_list("id", flat=True)) if person else set()
    there = [each for each in asked if each.location_id in own] or asked
    said = Contacted(
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        happened_at=invitation.invited_at,
        participation_ids=tuple(each.id for each in there),
        outcome=ContactOutcome.SENT,
        people_ids=(person.id,) if person else (),
        names=() if person else (invitation.email[:200],),
        source=Source.INVITATION,
    )
    key = f"{INVITATION}{invitation.id}"
    contacts.enter(said, there, side=OwnerTeam.TEAM, by_id=invitation.invited_by_id, external_id=key)
