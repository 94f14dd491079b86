"""The worker of events: enters invitations and attendance in the log, and writes to those who must know.

It compares what is with what was told and logged, so that it may run twice, late, or after any number of changes.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.domain.delivery import MailState
from engagement.contacts.actions.contacts import enter
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.actions import notices
from engagement.meetings.domain.events import Attendance, EventKind, Seat
from engagement.meetings.domain.meetings import NoticeKind, reminded_at
from engagement.models import (
    Contact,
    Invite,
    Notice,
    Registration,
)

AT_A_TIME = 200
CAME = {Attendance.CAME: ContactOutcome.ATTENDED, Attendance.STAYED_AWAY: ContactOutcome.DID_NOT_ATTEND}


def settle() -> int:
    """Settle registrations and invitations; return how many were looked at."""
    places = list(_places_to_settle().values_list("id", flat=True)[:AT_A_TIME])
    invites = list(_invites_to_log().values_list("id", flat=True)[:AT_A_TIME])
    for place_id in places:
        settle_place(place_id)
    for invite_id in invites:
        log_invite(invite_id)
    return len(places) + len(invites)


def _places_to_settle() -> QuerySet[Registration]:
    """Return the registrations to settle, with those whose event was changed since they were told, of any authority."""
    is_news = ~Q(told_seat="") & ~Q(told_sequence=F("event__sequence") + F("sequence"))
    return Registration.objects.filter(Q(is_to_settle=True) | is_news)


def _invites_to_log() -> QuerySet[Invite]:
    return Invite.objects.filter(is_logged=False, notices__state=MailState.SENT)


@transaction.atomic
def settle_place(place_id: UUID) -> None:
    place = (
        Registration.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("event", "participation", "invite")
        .filter(id=place_id)
        .first()
    )
    if place is None:
        return
    _tell(place)
    _log_registration(place)
    _log_attendance(place)
    Registration.objects.filter(id=place.id).update(
        is_to_settle=False, told_seat=place.told_seat, told_sequence=place.told_sequence
    )


def _tell(place: Registration) -> None:
    event = place.event
    seat, sequence = "" if event.cancelled_at else place.seat, event.sequence + place.sequence
    kind = _news(place, seat, sequence)
    if kind and place.email and event.ends_at > timezone.now():
        rows = [_notice(place, kind, sequence)]
        due = reminded_at(event.starts_at, timezone.now()) if seat == Seat.SEATED else None
        rows += [_notice(place, NoticeKind.EVENT_REMINDER, sequence, due_at=due)] if due else []
        notices.keep(rows)
    place.told_seat, place.told_sequence = seat, sequence


def _news(place: Registration, seat: str, sequence: int) -> NoticeKind | None:
    """Return what to tell; None if what was told last still holds."""
    if not seat:
        if place.event.cancelled_at:
            return NoticeKind.EVENT_CANCELLED if place.told_seat or place.seat else None
        return NoticeKind.WITHDRAWN if place.told_seat else None
    if seat == Seat.WAITING:
        return NoticeKind.WAITING if (place.told_seat, place.told_sequence) != (seat, sequence) else None
    if place.told_seat != Seat.SEATED:
        return NoticeKind.REGISTERED
    return NoticeKind.EVENT_CHANGED if place.told_sequence != sequence else None


def _notice(place: Registration, kind: NoticeKind, sequence: int, due_at: datetime | None = None) -> Notice:
    return Notice(
        key=f"place:{place.id}:{sequence}:{kind}",
        exercise_id=place.exercise_id,
        authority_id=place.authority_id,
        provider_id=place.provider_id,
        kind=kind,
        place=place,
        to_name=place.name,
        to_email=place.email,
        sequence=sequence,
        due_at=due_at or timezone.now(),
    )


def _log_registration(place: Registration) -> None:
    if not place.seat or place.answered_at is None or place.answered_at >= place.event.starts_at:
        return
    _log_once(place, "registered", _contacted(place, ContactOutcome.REGISTERED))


def _log_attendance(place: Registration) -> None:
    """Log the attendance in one entry, however often it is ticked and unticked."""
    outcome = CAME.get(Attendance(place.attendance))
    known = Contact.objects.filter(exercise_id=place.exercise_id, external_id=_key(place, "attendance"))
    if outcome is None:
        known.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    elif not known.update(outcome=outcome, withdrawn_at=None):
        _log_once(place, "attendance", _contacted(place, outcome))


def _key(place: Registration, what: str) -> str:
    return f"event:{place.id}:{what}"


def _log_once(place: Registration, what: str, contacted: Contacted) -> None:
    key = _key(place, what)
    if not Contact.objects.filter(exercise_id=place.exercise_id, external_id=key).exists():
        enter(contacted, [place.participation], side=OwnerTeam(place.event.side), by_id=None, external_id=key)


def _contacted(place: Registration, outcome: ContactOutcome) -> Contacted:
    event, is_registration = place.event, outcome == ContactOutcome.REGISTERED
    return Contacted(
        channel=EventKind(event.kind).channel,
        direction=Direction.IN if is_registration else Direction.OUT,
        happened_at=(place.answered_at or event.starts_at) if is_registration else event.starts_at,
        participation_ids=(place.participation_id,),
        outcome=outcome,
        names=(place.name,) if place.name else (),
        minutes=None if is_registration else int((event.ends_at - event.starts_at).total_seconds() // 60),
        source=Source.EVENT,
    )


@transaction.atomic
def log_invite(invite_id: UUID) -> None:
    """Log an invitation that went out as an e-mail to every location that it was for."""
    row = Invite.objects.select_for_update(of=("self",), skip_locked=True).filter(id=invite_id, is_logged=False).first()
    if row is None:
        return
    asked = [place.participation for place in row.places.select_related("participation")]
    sent = row.notices.filter(state=MailState.SENT).first()
    if asked and sent:
        contacted = Contacted(
            channel=Channel.EMAIL,
            direction=Direction.OUT,
            happened_at=sent.sent_at or row.invited_at,
            participation_ids=tuple(each.id for each in asked),
            outcome=ContactOutcome.SENT,
            people_ids=(row.person_id,),
            source=Source.EVENT,
        )
        key, side = f"invite:{row.id}", OwnerTeam(row.event.side)
        enter(contacted, asked, side=side, by_id=row.invited_by_id, batch=row.event_id, external_id=key)
    Invite.objects.filter(id=row.id).update(is_logged=True)
