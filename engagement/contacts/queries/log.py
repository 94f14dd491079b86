"""Queries of the contact log as a list: filtered, searched, sorted; and as the lines of its file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.domain.context import Context
from engagement.contacts.domain.log_file.lines import LogLine, Somebody
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.contacts.queries.contacts import contacts, notes_of
from engagement.contacts.queries.log_entries import Logged, logged
from engagement.contacts.queries.shown_outcomes import telling
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact
from engagement.queries.sort_order import ordered

ORDERS = {
    "when": ("happened_at", "logged_at", "id"),
    "channel": ("channel", "happened_at", "id"),
    "outcome": ("shown_outcome", "happened_at", "id"),
}
AT_A_TIME = 1_000


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


def log_lines(context: Context | None, rows: QuerySet[Contact]) -> Iterator[LogLine]:
    """Yield the lines as the asker may read them, without notes that are not theirs."""
    ids = list(rows.values_list("id", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        found = {each.contact.id: each for each in logged(context, contacts(context).filter(id__in=some))}
        yield from (_line(found[key]) for key in some if key in found)


def _line(entry: Logged) -> LogLine:
    contact = entry.contact
    return LogLine(
        happened_at=contact.happened_at,
        channel=Channel.of(contact.channel),
        direction=Direction.of(contact.direction),
        outcome=ContactOutcome.of(contact.outcome),
        locations=tuple(each.location.cqc_location_id for each in entry.locations),
        location_names=tuple(each.location_name for each in entry.locations),
        people=tuple(entry.known_people),
        colleagues=tuple(sorted(_colleagues(contact), key=lambda each: (each.name, each.email))),
        minutes=contact.minutes,
        promised_on=contact.promised_on,
        topics=tuple(entry.topics),
        words="\n\n".join("\n".join(note.words.splitlines()) for note in entry.notes if note.words),
        is_shared=any(note.is_shared for note in entry.notes),
        next_step=entry.next_step,
        next_on=contact.next_on,
        next_for=_colleague(contact.next_for),
        next_is_done=contact.next_done_at is not None,
        logged_by=_colleague(contact.by),
        id=(contact.external_id if contact.source == Source.IMPORTED else "") or str(contact.id),
        side=OwnerTeam(contact.side).label,
        source=Source.of(contact.source).label,
    )


def _colleagues(contact: Contact) -> list[Somebody]:
    return [Somebody(each.colleague.full_name, each.colleague.email) for each in contact.colleagues.all()]


def _colleague(user: Any) -> Somebody | None:
    return Somebody(user.full_name, user.email) if user else None
