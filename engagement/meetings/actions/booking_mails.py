"""Compose the e-mail of a notice about a 1-2-1, with its calendar file."""

from django.utils import timezone

from accounts.actions.portal_links import link_to
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.actions.meeting_mails import appointment
from engagement.meetings.domain import one_to_one_mails as mails
from engagement.meetings.domain.calendar_files import (
    CANCEL,
    REQUEST,
    Appointment,
    calendar_file,
)
from engagement.meetings.domain.meeting_mails import MeetingMail
from engagement.meetings.domain.meetings import Medium, NoticeKind
from engagement.meetings.domain.one_to_one_mails import Arranged
from engagement.meetings.domain.uk_times import span_in_words
from engagement.models import Booking, Notice, Slot
from register.actions.participation_mails import about_place

# A mail that only says again what an earlier file has said carries no file.
WITHOUT_A_FILE = frozenset({NoticeKind.REMINDER})


def compose(notice: Notice) -> MeetingMail | None:
    """Compose the mail; None if it was overtaken: the meeting was moved or cancelled since, or is over."""
    booking, slot = notice.booking, notice.slot
    if booking is None or slot is None or _is_overtaken(notice, booking, slot):
        return None
    kind, arranged = NoticeKind(notice.kind), arranged_of(booking, slot)
    words = (mails.to_officer if notice.to_officer else mails.to_provider)(kind, arranged)
    method = CANCEL if kind == NoticeKind.CANCELLED else REQUEST
    meeting = appointment_of(booking, slot, to_officer=notice.to_officer, sequence=notice.sequence)
    calendar = "" if kind in WITHOUT_A_FILE else calendar_file(meeting, method)
    words = about_place(words, booking.participation)
    return MeetingMail(words, link_of(booking, to_officer=notice.to_officer), calendar, method)


def _is_overtaken(notice: Notice, booking: Booking, slot: Slot) -> bool:
    if notice.kind == NoticeKind.CANCELLED:
        return False
    return bool(notice.sequence != booking.sequence or booking.cancelled_at or slot.starts_at <= timezone.now())


def arranged_of(booking: Booking, slot: Slot) -> Arranged:
    return Arranged(
        location=booking.participation.location_name,
        provider=booking.participation.provider_name,
        when=span_in_words(slot.starts_at, slot.ends_at),
        medium=Medium(slot.medium),
        place=slot.place,
        officer=slot.officer.full_name,
        side=OwnerTeam(slot.side),
        ring=slot.ring,
        name=booking.name,
        phone=booking.phone,
    )


def appointment_of(booking: Booking, slot: Slot, *, to_officer: bool, sequence: int) -> Appointment:
    """Return the appointment for one end, without the other one's address."""
    arranged = arranged_of(booking, slot)
    whom = (slot.officer.full_name, slot.officer.email) if to_officer else (booking.name, booking.email)
    other = arranged.location if to_officer else arranged.host
    words = [] if to_officer else [mails.where(arranged)]
    link = link_of(booking, to_officer=to_officer)
    return appointment(
        booking,
        slot,
        whom,
        sequence=sequence,
        title=f"1-2-1 with {other}",
        words="\n".join([*words, f"{arranged.location}, {booking.name}. {arranged.when} (UK time).", link]),
        place=slot.place or arranged.medium.label,
        link=link,
    )


def link_of(booking: Booking, *, to_officer: bool) -> str:
    name = "engagement:booking_detail" if to_officer else "engagement:own_booking"
    return link_to(name, booking.id)
