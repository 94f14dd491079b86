"""Record the outcome of a 1-2-1 on its slot, and as one contact in the log."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions.contacts import enter
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import ContactOutcome, Direction, Source
from engagement.domain.owner_team import side_of
from engagement.meetings.domain.meetings import OUTCOMES, Medium
from engagement.meetings.domain.one_to_ones import MeetingOutcome
from engagement.models import Booking, Contact, ContactNote
from engagement.permissions import can_change_slot, can_log

NOT_YET = Refusal("This 1-2-1 has not begun yet.")
OFF = Refusal("This 1-2-1 was cancelled.")
NO_DATE = Refusal("Give the day that they promised.")


@transaction.atomic
def say(*, by: Context, booking_id: UUID, said: MeetingOutcome) -> Booking | Refusal | None:
    """Record the outcome; a later one replaces it, and the log still has one contact of it."""
    booking = queries.booking_for(by, booking_id)
    if booking is None or not can_log(by) or not can_change_slot(by, booking.slot):
        return None
    take_turn(f"bookings of {booking.participation_id}")
    booking = queries.booking_for(by, booking_id)
    refusal = _refusal(booking, said)
    if refusal or booking is None:
        return refusal
    _keep(by, booking, said)
    booking.outcome, booking.minutes, booking.outcome_at = said.outcome, said.minutes, timezone.now()
    booking.save(update_fields=["outcome", "minutes", "outcome_at"])
    audit.record_on(booking, by=by, verb="logged a 1-2-1", kind="booking", words=said.outcome.label)
    return booking


def _refusal(booking: Booking | None, said: MeetingOutcome) -> Refusal | None:
    if booking is None or booking.cancelled_at:
        return OFF
    if booking.slot.starts_at > timezone.now():
        return NOT_YET
    if said.outcome == ContactOutcome.PROMISED_DATE and said.promised_on is None:
        return NO_DATE
    return None if said.outcome in OUTCOMES else OFF


def _keep(by: Context, booking: Booking, said: MeetingOutcome) -> None:
    key = f"slot:{booking.id}"
    known = Contact.objects.filter(exercise_id=booking.exercise_id, external_id=key).first()
    if known is None:
        enter(_contacted(booking, said), [booking.participation], side=side_of(by), by_id=by.person_id, external_id=key)
        return
    known.outcome, known.minutes, known.promised_on = said.outcome, said.minutes, said.promised_on
    known.save(update_fields=["outcome", "minutes", "promised_on"])
    if said.words:
        _note(by, known, said.words)


def _contacted(booking: Booking, said: MeetingOutcome) -> Contacted:
    return Contacted(
        channel=Medium(booking.slot.medium).channel,
        direction=Direction.OUT,
        happened_at=booking.slot.starts_at,
        participation_ids=(booking.participation_id,),
        outcome=said.outcome,
        names=(booking.name,),
        minutes=said.minutes,
        promised_on=said.promised_on,
        words=said.words,
        source=Source.SLOT,
    )


def _note(by: Context, contact: Contact, words: str) -> None:
    ContactNote.objects.create(
        contact=contact,
        exercise_id=contact.exercise_id,
        authority_id=contact.authority_id,
        side=side_of(by),
        words=words,
        by_id=by.person_id,
        written_at=timezone.now(),
    )
