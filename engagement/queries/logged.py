"""Entries of the log as they are shown: with names instead of keys, and the notes that the asker may read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from engagement.domain.channels import Topic
from engagement.domain.timeline import Kind, kind_of
from engagement.models import Contact, ContactNote
from engagement.permissions import can_change_contact
from engagement.queries.contacts import notes_of
from submissions.queries import Asked

TYPED_BY_HAND = Kind.CONTACT
PARTS = ("about__participation__location", "people__person__merged_into", "colleagues__colleague")


@dataclass(frozen=True)
class Logged:
    """One entry, for one reader: ``notes`` and ``may_change`` are the reader's."""

    contact: Contact
    notes: list[ContactNote] = field(default_factory=list)
    may_change: bool = False

    @property
    def kind(self) -> Kind:
        return kind_of(self.contact.source)

    @property
    def locations(self) -> list[Asked]:
        return sorted((each.participation for each in self.contact.about.all()), key=lambda one: one.location_name)

    @property
    def about_words(self) -> str:
        return f"About {len(self.locations)} locations"

    @property
    def location_names(self) -> str:
        return ", ".join(each.location_name for each in self.locations)

    @property
    def people(self) -> list[str]:
        """Whoever was merged into somebody else has that one's name."""
        return sorted(_name(each.person) if each.person else each.name for each in self.contact.people.all())

    @property
    def colleagues(self) -> list[str]:
        return sorted(each.colleague.full_name for each in self.contact.colleagues.all())

    @property
    def topics(self) -> list[Topic]:
        return [Topic.of(value) for note in self.notes for value in note.topics]

    @property
    def next_step(self) -> str:
        return "; ".join(note.next_step for note in self.notes if note.next_step)

    @property
    def is_to_do(self) -> bool:
        return self.contact.next_on is not None and self.contact.next_done_at is None


def _name(person: object) -> str:
    return str(getattr(getattr(person, "merged_into", None) or person, "full_name", ""))


def logged(context: Context | None, rows: QuerySet[Contact] | Iterable[Contact]) -> list[Logged]:
    """In the order of ``rows``, which come from ``contacts``."""
    found = list(with_parts(rows) if isinstance(rows, QuerySet) else rows)
    notes: dict[UUID, list[ContactNote]] = defaultdict(list)
    for note in notes_of(context).filter(contact__in=found):
        notes[note.contact_id].append(note)
    return [Logged(each, notes[each.id], may_be_changed(context, each)) for each in found]


def with_parts(rows: QuerySet[Contact]) -> QuerySet[Contact]:
    return rows.select_related("by", "next_for").prefetch_related(*PARTS)


def may_be_changed(context: Context | None, contact: Contact) -> bool:
    """What campaigns, events and bookings wrote is put right there."""
    return can_change_contact(context, contact) and kind_of(contact.source) == TYPED_BY_HAND
