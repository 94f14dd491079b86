"""Queries of the contact log as a list: filtered, searched, sorted."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.domain.context import Context
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
)
from engagement.contacts.queries.contacts import contacts, notes_of
from engagement.contacts.queries.shown_outcomes import telling
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact
from engagement.queries.sort_order import ordered

ORDERS = {
    "when": ("happened_at", "logged_at", "id"),
    "channel": ("channel", "happened_at", "id"),
    "outcome": ("shown_outcome", "happened_at", "id"),
}


def log_of(
    context: Context | None,
    exercise_id: UUID,
    *,
    search: str = "",
    channel: str = "",
    outcome: str = "",
    side: str = "",
    by_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    order: str = "",
) -> QuerySet[Contact]:
    """Return the log, the newest first unless sorted otherwise; unknown filter values are ignored."""
    rows = contacts(context, exercise_id)
    known = ((channel, Channel, "channel"), (outcome, ContactOutcome, "shown_outcome"), (side, OwnerTeam, "side"))
    wanted: dict[str, Any] = {name: word for word, words, name in known if word in set(words)}
    wanted |= {"by_id": by_id} if by_id else {}
    wanted |= {"happened_at__gte": _begin(since)} if since else {}
    wanted |= {"happened_at__lt": _begin(until + timedelta(days=1))} if until else {}
    rows = as_shown(context, exercise_id, rows).filter(**wanted)
    rows = rows.filter(_matches(context, exercise_id, search.strip())) if search.strip() else rows
    return rows.order_by(*ordered(order or "-when", ORDERS, "when"))


def as_shown(context: Context | None, exercise_id: UUID, rows: QuerySet[Contact]) -> QuerySet[Contact]:
    """Add ``shown_outcome``, by which the asker filters and sorts: what was stored may tell more than they see."""
    hidden = telling(context, [exercise_id])
    if not hidden:
        return rows.annotate(shown_outcome=F("outcome"))
    talk = When(id__in=hidden, then=Value(ContactOutcome.SPOKE.value))
    return rows.annotate(shown_outcome=Case(talk, default=F("outcome"), output_field=CharField()))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _matches(context: Context | None, exercise_id: UUID, words: str) -> Q:
    """Match locations, providers, people, and the words of the notes that the asker may read."""
    rows = contacts(context, exercise_id).order_by()
    located = Q(about__participation__location_name__icontains=words)
    located |= Q(about__participation__provider_name__icontains=words)
    named = Q(people__name__icontains=words) | Q(people__person__full_name__icontains=words)
    noted = notes_of(context, exercise_id).filter(Q(words__icontains=words) | Q(next_step__icontains=words))
    by_place, by_person = rows.filter(located).values("id"), rows.filter(named).values("id")
    return Q(id__in=by_place) | Q(id__in=by_person) | Q(id__in=noted.order_by().values("contact_id"))
