"""Queries of events, for those who contact the providers of an exercise they are offered to, and those providers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from engagement.campaigns.domain.audience import (
    AudienceRule,
    LocationNow,
    MessageAudience,
    Missed,
    audience,
)
from engagement.campaigns.queries.audiences import declined_or_booked, people_now
from engagement.coverage.queries.location_status import market
from engagement.meetings.domain.events import Seat, Whom
from engagement.models import (
    Event,
    EventFor,
    Invite,
    Registration,
)
from engagement.permissions import can_log
from register import queries as register
from register.permissions import last_day
from submissions import queries as submissions

INVITED = "SELECT * FROM event_invited(%s)"


@dataclass(frozen=True, slots=True)
class Invited:
    """A location of an invitation, for whoever holds its link."""

    title: str
    kind: str
    words: str
    starts_at: datetime
    ends_at: datetime
    place: str
    is_online: bool
    is_off: bool
    host: str
    name: str
    location: str
    answer: str
    seat: str


def events(context: Context | None, exercise_id: UUID) -> QuerySet[Event]:
    """Return the events of an exercise of the asker's authority, as host or joined, with its numbers there."""
    rows = Event.objects.select_related("authority")
    if context is None or not can_log(context):
        return rows.none()
    mine = Q(places__authority_id=context.own_authority, places__exercise_id=exercise_id)
    return rows.filter(
        Exists(
            EventFor.objects.filter(
                event_id=OuterRef("id"), exercise_id=exercise_id, authority_id=context.own_authority
            )
        )
    ).annotate(
        invited=Count("places", filter=mine & Q(places__invite__isnull=False)),
        registered=Count("places", filter=mine & Q(places__seat=Seat.SEATED)),
        waiting=Count("places", filter=mine & Q(places__seat=Seat.WAITING)),
        came=Count("places", filter=mine & Q(places__attendance="came")),
    )


def event_for(context: Context | None, exercise_id: UUID, event_id: UUID) -> Event | None:
    return events(context, exercise_id).filter(id=event_id).first()


def offered_to(context: Context | None, event: Event) -> QuerySet[EventFor]:
    """Return the exercises of an event: the asker's own, and for the host also those that joined."""
    rows = EventFor.objects.filter(event=event).select_related("exercise", "exercise__authority")
    if context is None or not can_log(context):
        return rows.none()
    own = Q(authority_id=context.own_authority) | Q(host_authority_id=context.own_authority)
    return rows.filter(own).order_by("exercise__authority__name", "exercise__name")


def places(context: Context | None, event: Event, exercise_id: UUID | None = None) -> QuerySet[Registration]:
    """Return the registrations of the asker's own authority, or of their provider."""
    rows = _places(context).filter(event=event)
    return rows.filter(exercise_id=exercise_id) if exercise_id else rows


def _places(context: Context | None) -> QuerySet[Registration]:
    rows = Registration.objects.select_related("participation", "invite", "event")
    rows = rows.order_by("participation__location_name")
    if context is None:
        return rows.none()
    if context.is_provider and context.provider_id:
        return rows.filter(provider_id=context.provider_id)
    return rows.filter(authority_id=context.own_authority) if can_log(context) else rows.none()


def place_for(context: Context | None, event: Event, participation_id: UUID) -> Registration | None:
    return places(context, event).filter(participation_id=participation_id).first()


def places_at(context: Context | None, events: Iterable[Event], participation_id: UUID) -> dict[UUID, Registration]:
    """Return the place of a location at each of the events, by event."""
    rows = _places(context).filter(event__in=list(events), participation_id=participation_id)
    return {row.event_id: row for row in rows}


def events_open_to(context: Context | None, participation_id: UUID) -> QuerySet[Event]:
    """Return coming events that a provider's location may come to, or was invited to."""
    rows = Event.objects.select_related("authority")
    asked = submissions.participation_for(context, participation_id) if context and context.is_provider else None
    if asked is None:
        return rows.none()
    open_to_all = Q(by_invitation=False, offered_to__exercise_id=asked.exercise_id)
    its_own = Q(places__participation_id=asked.id)
    return rows.filter(open_to_all | its_own, ends_at__gt=timezone.now()).distinct().order_by("starts_at")


def seats_left(event: Event) -> int | None:
    """Return the free seats over all authorities, of which the database tells the number alone; None if unlimited."""
    if event.capacity is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_seats_taken(%s)", [event.id])
        return max(event.capacity - int(cursor.fetchone()[0]), 0)


def invited_by(invite_id: UUID) -> list[Invited]:
    """Return the locations of an invitation, for whoever holds its link; [] if there is no such invitation."""
    with connection.cursor() as cursor:
        cursor.execute(INVITED, [invite_id])
        return [Invited(*row) for row in cursor.fetchall()]


def event_of_code(context: Context | None, code: str) -> tuple[UUID, str, UUID] | None:
    """Return id, title and host of the event with this code; None if there is none."""
    if not can_log(context):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title, host_id FROM event_of_code(%s)", [code.strip().upper()])
        found: tuple[UUID, str, UUID] | None = cursor.fetchone()
    return found


def event_audience(
    context: Context | None,
    event: Event,
    exercise_id: UUID,
    whom: Whom,
    zones: Iterable[str] = (),
    chosen: Iterable[UUID] = (),
) -> MessageAudience:
    """Return whom an invitation goes to, of the asker's own locations, without those invited already."""
    if context is None or not can_log(context):
        return MessageAudience()
    known = {facts.place.participation_id: facts for facts in market(context, exercise_id)}
    wanted, in_zones = set(chosen), set(zones)
    asked = [
        each
        for each in register.reached(context, exercise_id)
        if each.eligibility == "in_scope"
        and (whom != Whom.ZONE or each.zone in in_zones)
        and (whom != Whom.NOT_ENGAGED or not known[each.id].is_engaged)
        and (whom != Whom.CHOSEN or each.id in wanted)
    ]
    declined = set() if whom == Whom.CHOSEN else declined_or_booked([each.id for each in asked])[0]
    locations = [
        LocationNow(each.id, each.location_name, each.provider_name, last_day(each), has_declined=each.id in declined)
        for each in asked
    ]
    had = Invite.objects.filter(event=event, exercise_id=exercise_id).values_list("email", flat=True)
    already = frozenset(email.lower() for email in had)
    return audience(AudienceRule(), locations, people_now(context, exercise_id), timezone.localdate(), already)


def missed_events(context: Context | None, exercise_id: UUID) -> list[Missed]:
    """Return events that have begun, the newest first: those who did not come can be written to."""
    begun = events(context, exercise_id).filter(starts_at__lte=timezone.now(), cancelled_at__isnull=True)
    return [Missed(event.id, event.title) for event in begun.order_by("-starts_at")]


def follow_up(context: Context | None, event: Event, exercise_id: UUID) -> list[tuple[str, str, str, UUID]]:
    """Return (location, provider, why, id) of those who registered and stayed away, or never registered.

    Those whose return is in come last, and it is said.
    """
    there = {place.participation_id: place for place in places(context, event, exercise_id)}
    progress, waiting, done = submissions.progress_in(context, exercise_id), [], []
    for asked in register.reached(context, exercise_id).filter(eligibility="in_scope").order_by("location_name"):
        why, at = _why(there.get(asked.id)), progress.get(asked.id)
        if why and at and at.received_at:
            done.append((asked.location_name, asked.provider_name, f"{why}; its return is in", asked.id))
        elif why:
            waiting.append((asked.location_name, asked.provider_name, why, asked.id))
    return waiting + done


def _why(place: Registration | None) -> str:
    if place is None:
        return "Not invited, did not register"
    if place.attendance == "came":
        return ""
    if place.attendance == "stayed_away":
        return "Registered and did not come"
    if place.seat == Seat.WAITING:
        return "Was on the waiting list"
    return {"no": "Said that they would not come", "": "Invited, did not answer"}.get(place.answer, "")


def event_had(context: Context | None, participation_id: UUID, event_id: UUID) -> Event | None:
    """Return an event, perhaps over or off, for which this location of a provider's has a registration."""
    if context is None or not context.is_provider or not context.provider_id:
        return None
    own = Q(places__participation_id=participation_id, places__provider_id=context.provider_id)
    return Event.objects.select_related("authority").filter(own, id=event_id).first()
