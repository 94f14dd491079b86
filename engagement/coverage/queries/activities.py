"""Query what was done to reach providers of an exercise, for those who contact them."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import Channel, Direction
from engagement.contacts.queries.counts import ONCE, standing_contacts
from engagement.coverage.domain.activities import Activity, HeldEvent
from engagement.domain.owner_team import OwnerTeam
from engagement.meetings.domain.events import EventKind
from engagement.meetings.queries.events import events

UK = ZoneInfo("Europe/London")


def activities_in(context: Context | None, exercise_id: UUID) -> list[Activity]:
    """Return the contacts by day, channel, direction and side; a mailing counts once for a location on a day."""
    rows = standing_contacts(context, exercise_id).annotate(day=TruncDate("contact__happened_at", tzinfo=UK))
    keys = ("day", "contact__channel", "contact__direction", "contact__side")
    counted = rows.values(*keys, "participation_id").annotate(number=Count(ONCE, distinct=True))
    totals: dict[tuple[object, ...], int] = {}
    for one in counted:
        key = tuple(one[name] for name in keys)
        totals[key] = totals.get(key, 0) + one["number"]
    return [
        Activity(day, Channel.of(channel), Direction.of(direction), OwnerTeam(side), number)  # type: ignore[arg-type]
        for (day, channel, direction, side), number in totals.items()
    ]


def events_held_in(context: Context | None, exercise_id: UUID) -> list[HeldEvent]:
    """Return the events that have ended and were not called off."""
    rows: QuerySet[Any] = events(context, exercise_id).filter(cancelled_at__isnull=True, ends_at__lt=timezone.now())
    return [
        HeldEvent(
            day=one.starts_at.astimezone(UK).date(),
            kind=EventKind.of(one.kind).label,
            side=OwnerTeam(one.side),
            invited=one.invited,
            came=one.came,
        )
        for one in rows
    ]
