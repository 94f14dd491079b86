"""Book, move and cancel 1-2-1s."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.meetings.actions import notices
from engagement.meetings.actions.booking_contacts import LOG
from engagement.meetings.domain.meetings import NoticeKind, may_still_change
from engagement.meetings.domain.one_to_ones import BookingRequest
from engagement.models import Booking, BookingWords, Slot
from engagement.permissions import can_change_slot, can_log
from register.queries import Participation

JUST_TAKEN = Refusal(
    "This time has just been booked, by you in another window or by somebody else. Choose another one."
)
ALREADY = Refusal("A 1-2-1 is already booked for this location. You can move it to another time.")
TOO_LATE = Refusal("It is too late to change this 1-2-1 on the portal. Please ring the person whom you are meeting.")
OVER = Refusal("This 1-2-1 has been cancelled or is over.")
OTHER_SIDE = Refusal("Only the side that this 1-2-1 is with, and the provider, move or cancel it.")
NO_PHONE = Refusal("Give a phone number, so that we can ring you.")


@transaction.atomic
def book(*, by: Context, participation_id: UUID, slot_id: UUID, wanted: BookingRequest) -> Booking | Refusal | None:
    """Book as the location's provider, or as an officer for it; None if location or slot is not the asker's to see."""
    asked = queries.asked_for(by, participation_id)
    if asked is None:
        return None
    take_turn(f"bookings of {asked.id}")
    if queries.coming_bookings(by, [asked.id]).exists():
        return ALREADY
    slot = queries.free_slots(by, asked.id).filter(id=slot_id).first()
    if slot is None:
        return JUST_TAKEN
    if slot.medium == "phone" and not wanted.phone.strip():
        return NO_PHONE
    return _book(by, asked, slot, wanted)


def _book(by: Context, asked: Participation, slot: Slot, wanted: BookingRequest) -> Booking | Refusal:
    where = {
        "exercise_id": asked.exercise_id,
        "authority_id": asked.authority_id,
        "participation_id": asked.id,
        "provider_id": asked.provider_id,
    }
    booking = Booking(
        **where,
        slot=slot,
        name=wanted.name.strip(),
        email=wanted.email.strip(),
        phone=wanted.phone.strip(),
        booked_at=timezone.now(),
        booked_by_id=by.person_id,
        # Whoever books for a provider has just spoken with it, and logs that.
        is_logged=not by.is_provider,
    )
    if not _saved(booking, force_insert=True):
        return JUST_TAKEN
    if wanted.words.strip():
        BookingWords.objects.bulk_create(
            [BookingWords(**where, booking=booking, side=slot.side, words=wanted.words.strip())]
        )
    task_queue.nudge_when_committed(LOG)
    notices.about(booking, slot, NoticeKind.BOOKED, asked=asked)
    _record(by, booking, "booked a 1-2-1")
    return booking


def _saved(booking: Booking, **how: object) -> bool:
    """Save the booking; return False if the slot is taken by now, as the database knows."""
    try:
        with transaction.atomic():
            booking.save(**how)  # type: ignore[arg-type]
    except IntegrityError:
        return False
    return True


@transaction.atomic
def move(*, by: Context, booking_id: UUID, slot_id: UUID) -> Booking | Refusal | None:
    """Move the booking to another slot; if somebody else takes that first, it keeps the time that it had."""
    booking = _change(by, booking_id)
    if not isinstance(booking, Booking):
        return booking
    slot = queries.free_slots(by, booking.participation_id).filter(id=slot_id).first()
    if slot is None:
        return JUST_TAKEN
    if slot.medium == "phone" and not booking.phone:
        return NO_PHONE
    before = booking.slot
    booking.slot, booking.sequence = slot, booking.sequence + 1
    if not _saved(booking, update_fields=["slot", "sequence"]):
        return JUST_TAKEN
    notices.moved(booking, before=before, after=slot)
    _record(by, booking, "moved a 1-2-1")
    return booking


@transaction.atomic
def cancel(*, by: Context, booking_id: UUID) -> Booking | Refusal | None:
    booking = _change(by, booking_id)
    if not isinstance(booking, Booking):
        return booking
    booking.cancelled_at, booking.cancelled_by_id = timezone.now(), by.person_id
    booking.sequence += 1
    booking.save(update_fields=["cancelled_at", "cancelled_by", "sequence"])
    notices.about(booking, booking.slot, NoticeKind.CANCELLED)
    _record(by, booking, "cancelled a 1-2-1")
    return booking


def _change(by: Context, booking_id: UUID) -> Booking | Refusal | None:
    """Return the booking if it may still be changed; officers may until it begins."""
    booking = queries.booking_for(by, booking_id)
    if booking is None:
        return None
    take_turn(f"bookings of {booking.participation_id}")
    booking = queries.booking_for(by, booking_id)
    now = timezone.now()
    if booking is None or booking.cancelled_at or booking.outcome or booking.slot.ends_at <= now:
        return OVER
    if can_log(by) and not can_change_slot(by, booking.slot):
        return OTHER_SIDE
    if not can_log(by) and not may_still_change(booking.slot.starts_at, now):
        return TOO_LATE
    return booking


def _record(by: Context, booking: Booking, verb: str) -> None:
    audit.record_on(booking, by=by, verb=verb, kind="booking", words=booking.slot.get_medium_display())
