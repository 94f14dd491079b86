"""Plan an event, change it, cancel it, and join one of another authority."""

import secrets
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.domain.owner_team import side_of
from engagement.meetings.domain.events import EventKind, Planned, is_moved
from engagement.models import Event, EventFor
from engagement.permissions import can_change_event, can_log
from register import queries as register

SETTLE = "engagement.tasks.settle_events"
# Read out on the phone: without signs that look alike.
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8

PAST = Refusal("This time is in the past.")
NO_EXERCISE = Refusal("Choose at least one exercise.")
OFF = Refusal("This event was cancelled or is over.")
NO_SUCH_CODE = Refusal("There is no event with this code. Ask the host to read it out again.")
JOINED = Refusal("This exercise is part of the event already.")


@transaction.atomic
def plan(*, by: Context, planned: Planned, key: UUID | None = None) -> Event | Refusal | None:
    """Plan an event; None if an exercise is not of the asker's authority.

    ``key`` is the page's, so that it is made once.
    """
    if not can_log(by) or not _are_own(by, planned.exercise_ids):
        return None
    already = made_before(Event.objects.filter(made_by_id=by.person_id), key)
    if already is not None:
        return already
    refusal = _refusal(planned)
    if refusal:
        return refusal
    event = Event(
        id=key or uuid4(),
        authority_id=by.own_authority,
        side=side_of(by),
        code="".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH)),
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    _fill(event, planned)
    event.save(force_insert=True)
    _offer(by, event.id, event.authority_id, planned.exercise_ids)
    _record(by, event, "planned an event")
    return event


def _are_own(by: Context, exercise_ids: tuple[UUID, ...]) -> bool:
    known = register.exercises(by).filter(id__in=exercise_ids).values_list("id", flat=True)
    return set(known) == set(exercise_ids)


def _refusal(planned: Planned) -> Refusal | None:
    if not planned.exercise_ids:
        return NO_EXERCISE
    return PAST if planned.starts_at <= timezone.now() else None


def _fill(event: Event, planned: Planned) -> None:
    event.kind, event.title, event.words = planned.kind, planned.title, planned.words
    event.starts_at, event.ends_at = planned.starts_at, planned.ends_at
    event.place, event.is_online = planned.place, planned.is_online
    event.capacity, event.by_invitation = planned.capacity, planned.by_invitation


def _offer(by: Context, event_id: UUID, host_id: UUID, exercise_ids: tuple[UUID, ...]) -> None:
    EventFor.objects.bulk_create(
        EventFor(event_id=event_id, exercise_id=each, authority_id=by.own_authority, host_authority_id=host_id)
        for each in exercise_ids
    )


def planned_of(event: Event, exercise_ids: tuple[UUID, ...] = ()) -> Planned:
    return Planned(
        kind=EventKind(event.kind),
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        exercise_ids=exercise_ids,
        place=event.place,
        is_online=event.is_online,
        words=event.words,
        capacity=event.capacity,
        by_invitation=event.by_invitation,
    )


@transaction.atomic
def change(*, by: Context, exercise_id: UUID, event_id: UUID, planned: Planned) -> Event | Refusal | None:
    """Change an event of the host's side; people with a registration are told if their calendars must change."""
    event = _own(by, exercise_id, event_id)
    if not isinstance(event, Event):
        return event
    if not _are_own(by, planned.exercise_ids):
        return None
    refusal = _refusal(planned)
    if refusal:
        return refusal
    event.sequence += is_moved(planned_of(event), planned)
    _fill(event, planned)
    event.save()
    new = set(planned.exercise_ids) - set(event.offered_to.values_list("exercise_id", flat=True))
    _offer(by, event.id, event.authority_id, tuple(new))
    task_queue.nudge_when_committed(SETTLE)
    _record(by, event, "changed an event")
    return event


@transaction.atomic
def cancel(*, by: Context, exercise_id: UUID, event_id: UUID, because: str = "") -> Event | Refusal | None:
    """Cancel an event; everybody registered or on its waiting list is told, of whichever authority they are."""
    event = _own(by, exercise_id, event_id)
    if not isinstance(event, Event):
        return event
    event.cancelled_at, event.because, event.sequence = timezone.now(), because.strip(), event.sequence + 1
    event.save(update_fields=["cancelled_at", "because", "sequence"])
    task_queue.nudge_when_committed(SETTLE)
    _record(by, event, "cancelled an event")
    return event


def _own(by: Context, exercise_id: UUID, event_id: UUID) -> Event | Refusal | None:
    event = queries.event_for(by, exercise_id, event_id)
    if event is None or not can_change_event(by, event):
        return None
    return OFF if event.cancelled_at or event.ends_at <= timezone.now() else event


@transaction.atomic
def join(*, by: Context, exercise_id: UUID, code: str) -> UUID | Refusal | None:
    """Join an event with one's own exercise, to invite one's own locations and see no others."""
    if not can_log(by) or not _are_own(by, (exercise_id,)):
        return None
    found = queries.event_of_code(by, code)
    if found is None:
        return NO_SUCH_CODE
    event_id, title, host_id = found
    if EventFor.objects.filter(event_id=event_id, exercise_id=exercise_id).exists():
        return JOINED
    _offer(by, event_id, host_id, (exercise_id,))
    audit.record(by=by, verb="joined an event", kind="event", id=event_id, words=title, exercise_id=exercise_id)
    return event_id


def _record(by: Context, event: Event, verb: str) -> None:
    audit.record_on(event, by=by, verb=verb, kind="event", words=event.title)
