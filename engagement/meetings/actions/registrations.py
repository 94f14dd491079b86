"""Register for an event, decline, and record who came."""

from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.meetings.actions.events import OFF, SETTLE
from engagement.meetings.domain.events import (
    Attendance,
    Coming,
    EventAnswer,
    Seat,
)
from engagement.models import Event, Registration
from engagement.permissions import can_note_places
from register.queries import Participation

SALT = "an invitation to an event"
NOT_YET = Refusal("The event has not begun yet.")
NO_ADDRESS = Refusal("Enter an email address for the confirmation.")


def token_of(invite_id: UUID) -> str:
    return signing.dumps(str(invite_id), salt=SALT)


def invite_in(token: str) -> UUID | None:
    """Return the invitation of a token; None if it is not ours. The database checks that the event is not over."""
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError):
        return None


@transaction.atomic
def answer_by_link(*, token: str, comes: bool, name: str = "") -> bool:
    """Answer for all locations of the invitation, as the holder of its link; a second time changes nothing."""
    invite_id = invite_in(token)
    if invite_id is None:
        return False
    said = EventAnswer.YES if comes else EventAnswer.NO
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer_invite(%s, %s, %s)", [invite_id, said.value, name.strip()])
        changed = bool(cursor.fetchone()[0])
    if changed:
        audit.record(by=None, verb="answered an invitation", kind="invite", id=invite_id, words=said.label)
        task_queue.nudge_when_committed(SETTLE)
    return changed


@transaction.atomic
def answer(
    *, by: Context, event: Event, participation_id: UUID, comes: bool, coming: Coming
) -> Registration | Refusal | None:
    """Answer as the location's provider, or as an officer for it; the database says whether there is a seat."""
    asked = queries.asked_for(by, participation_id)
    if asked is None or asked.eligibility != "in_scope" or not (by.is_provider or can_note_places(by, event)):
        return None
    if event.cancelled_at or event.ends_at <= timezone.now():
        return OFF
    if comes and not coming.email.strip():
        return NO_ADDRESS
    take_turn(f"place of {asked.id} at {event.id}")
    place = queries.place_for(by, event, asked.id) or _new(event, asked)
    said = EventAnswer.YES if comes else EventAnswer.NO
    if place.answer != said:
        place.answer, place.answered_at = said.value, timezone.now()
    place.name = coming.name.strip() or place.name
    place.email = coming.email.strip() or place.email
    _save(place)
    _record(by, place, "registered for an event" if comes else "declined an event")
    task_queue.nudge_when_committed(SETTLE)
    return place


def _new(event: Event, asked: Participation) -> Registration:
    return Registration(
        event=event,
        exercise_id=asked.exercise_id,
        authority_id=asked.authority_id,
        participation=asked,
        provider_id=asked.provider_id,
    )


def _save(place: Registration) -> None:
    """Save a registration and read its seat back, which only the database gives."""
    if place._state.adding:
        place.save(force_insert=True)
    else:
        place.save(update_fields=["answer", "answered_at", "name", "email"])
    place.refresh_from_db(fields=["seat", "sequence"])


@transaction.atomic
def note_attendance(
    *, by: Context, event: Event, exercise_id: UUID, came: Iterable[UUID], walked_in: Iterable[UUID] = ()
) -> int | Refusal | None:
    """Record the whole list at once: ticked came, seated and not ticked stayed away. Return how many came."""
    if not can_note_places(by, event):
        return None
    if event.starts_at > timezone.now() or event.cancelled_at:
        return NOT_YET
    ticked = set(came)
    for place in queries.places(by, event, exercise_id):
        note = _note(place, place.id in ticked)
        if place.attendance != note:
            Registration.objects.filter(id=place.id).update(attendance=note, is_to_settle=True)
    for participation_id in walked_in:
        _walked_in(by, event, exercise_id, participation_id)
    count = queries.places(by, event, exercise_id).filter(attendance=Attendance.CAME).count()
    audit.record(by=by, verb="noted who came", kind="event", id=event.id, words=event.title, exercise_id=exercise_id)
    task_queue.nudge_when_committed(SETTLE)
    return count


def _note(place: Registration, is_ticked: bool) -> Attendance:
    """Return the attendance; somebody who only waited for a seat has not stayed away."""
    if is_ticked:
        return Attendance.CAME
    return Attendance.STAYED_AWAY if place.seat == Seat.SEATED else Attendance.NONE


def _walked_in(by: Context, event: Event, exercise_id: UUID, participation_id: UUID) -> None:
    """Record a location that came without having registered."""
    asked = queries.asked_for(by, participation_id)
    if asked is None or asked.exercise_id != exercise_id:
        return
    place = queries.place_for(by, event, participation_id) or _new(event, asked)
    place.attendance, place.is_to_settle = Attendance.CAME.value, True
    place.save()


def _record(by: Context, place: Registration, verb: str) -> None:
    audit.record_on(place, by=by, verb=verb, kind="event", id=place.event_id, words=place.event.title)
