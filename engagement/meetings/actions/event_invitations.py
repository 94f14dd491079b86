"""Invite to an event: a row for each address, and the notice to send, in one transaction."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.campaigns.domain.audience import MessageAudience, Recipient
from engagement.meetings.actions import notices
from engagement.meetings.actions.events import OFF
from engagement.meetings.domain.events import Whom
from engagement.meetings.domain.meetings import NoticeKind
from engagement.models import (
    Event,
    Invite,
    Notice,
    Registration,
)
from engagement.permissions import can_log
from register import queries as register
from register.queries import Participation

NOBODY = Refusal("Nobody is left to invite by this choice.")
CHANGED = Refusal("In the meantime this choice reaches others than you were shown. Please look at it again.")


@transaction.atomic
def invite(
    *,
    by: Context,
    event: Event,
    exercise_id: UUID,
    whom: Whom,
    zones: tuple[str, ...] = (),
    chosen: tuple[UUID, ...] = (),
    expected: int,
) -> int | Refusal | None:
    """Invite people and return how many notices go out, or why none does; ``expected`` is the number that was shown."""
    if not can_log(by) or queries.event_for(by, exercise_id, event.id) is None:
        return None
    if event.cancelled_at or event.starts_at <= timezone.now():
        return OFF
    take_turn(f"invitations to {event.id} in {exercise_id}")
    meant: MessageAudience = queries.event_audience(by, event, exercise_id, whom, zones, chosen)
    if not meant.recipients:
        return NOBODY
    if len(meant.recipients) != expected:
        return CHANGED
    _write(by, event, exercise_id, meant.recipients)
    audit.record(by=by, verb="sent invitations", kind="event", id=event.id, words=event.title, exercise_id=exercise_id)
    return len(meant.recipients)


def _write(by: Context, event: Event, exercise_id: UUID, recipients: tuple[Recipient, ...]) -> None:
    asked = {each.id: each for each in register.reached(by, exercise_id)}
    places = {each.participation_id: each for each in queries.places(by, event, exercise_id)}
    written: list[Notice] = []
    for recipient in recipients:
        row = _invite(by, event, exercise_id, recipient)
        for participation_id in recipient.participation_ids:
            here = places.get(participation_id)
            places[participation_id] = _keep_place(event, row, asked[participation_id], here)
        written.append(_notice(row))
    notices.keep(written)


def _invite(by: Context, event: Event, exercise_id: UUID, recipient: Recipient) -> Invite:
    return Invite.objects.create(
        event=event,
        exercise_id=exercise_id,
        authority_id=by.own_authority,
        person_id=recipient.person_id,
        name=recipient.name,
        email=recipient.address,
        invited_at=timezone.now(),
        invited_by_id=by.person_id,
    )


def _keep_place(event: Event, row: Invite, asked: Participation, place: Registration | None) -> Registration:
    """Keep the registration: the first person invited answers for a location, unless somebody does already."""
    if place is None:
        return Registration.objects.create(
            event=event,
            invite=row,
            exercise_id=row.exercise_id,
            authority_id=row.authority_id,
            participation=asked,
            provider_id=asked.provider_id,
        )
    if place.invite_id is None:
        Registration.objects.filter(id=place.id).update(invite=row)
        place.invite = row
    return place


def _notice(row: Invite) -> Notice:
    return Notice(
        key=f"invite:{row.id}",
        exercise_id=row.exercise_id,
        authority_id=row.authority_id,
        kind=NoticeKind.INVITATION,
        invite=row,
        to_name=row.name,
        to_email=row.email,
        sequence=row.event.sequence,
        due_at=timezone.now(),
    )
