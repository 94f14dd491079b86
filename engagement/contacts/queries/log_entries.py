"""The entries of the log as they are shown: names instead of keys, and the notes that the asker may read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.lists import somebody_from
from engagement.contacts.domain.vocabulary import Topic
from engagement.contacts.queries.contacts import notes_of, readable_notes
from engagement.contacts.queries.shown_outcomes import hide_what_tells
from engagement.coverage.domain.timeline import Kind, kind_of
from engagement.models import Contact, ContactNote, ContactWith
from engagement.permissions import can_change_contact, can_log
from register.queries import Participation

TYPED_BY_HAND = Kind.CONTACT
PARTS = ("about__participation__location", "people__person__merged_into", "colleagues__colleague")
LISTED_AT_MOST = 3
LISTED = ("about__participation", "people__person__merged_into")


@dataclass(frozen=True)
class Logged:
    """An entry for one reader, with the ``notes`` and the rights that this reader has."""

    contact: Contact
    notes: list[ContactNote] = field(default_factory=list)
    may_change: bool = False
    may_finish: bool = False

    @property
    def kind(self) -> Kind:
        return kind_of(self.contact.source)

    @cached_property
    def locations(self) -> list[Participation]:
        return sorted((each.participation for each in self.contact.about.all()), key=lambda one: one.location_name)

    @property
    def first_locations(self) -> list[Participation]:
        """Return those that a list shows."""
        return self.locations[:LISTED_AT_MOST]

    @property
    def more_locations(self) -> int:
        """Return how many locations there are beside those that a list shows."""
        return len(self.locations) - LISTED_AT_MOST

    @property
    def people_words(self) -> str:
        """Return the people as a list shows them."""
        people = self.people
        return f"{', '.join(people[:LISTED_AT_MOST])}{' and others' if len(people) > LISTED_AT_MOST else ''}"

    @property
    def about_words(self) -> str:
        return f"About {len(self.locations)} locations"

    @property
    def location_names(self) -> str:
        return ", ".join(each.location_name for each in self.locations)

    @property
    def people(self) -> list[str]:
        return sorted({each.name for each in self.known_people})

    @property
    def known_people(self) -> list[Somebody]:
        """Return the people; a merged person is the one who was kept."""
        return sorted({_who(each) for each in self.contact.people.all()}, key=lambda each: (each.name, each.email))

    @property
    def person_ids(self) -> list[UUID]:
        """Return the ids of the people whom the register knows."""
        people = [each.person for each in self.contact.people.all() if each.person]
        return list(dict.fromkeys((each.merged_into or each).id for each in people))

    @property
    def names(self) -> list[str]:
        """Return the names of the people whom the register does not know."""
        return sorted(each.name for each in self.contact.people.all() if each.person is None)

    @property
    def own_notes(self) -> list[ContactNote]:
        """Return the notes of the side whose entry it is."""
        return [note for note in self.notes if note.side == self.contact.side]

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


def _who(with_: ContactWith) -> Somebody:
    if with_.person is None:
        return somebody_from(with_.name) or Somebody("")
    person = with_.person.merged_into or with_.person
    return Somebody(person.full_name, person.email)


def logged(context: Context | None, rows: QuerySet[Contact] | Iterable[Contact]) -> list[Logged]:
    """Return the entries in the order of ``rows``, which come from ``contacts``."""
    found = list(with_parts(rows) if isinstance(rows, QuerySet) else rows)
    hide_what_tells(context, found)
    notes: dict[UUID, list[ContactNote]] = defaultdict(list)
    for note in notes_of(context).filter(contact__in=found):
        notes[note.contact_id].append(note)
    return [
        Logged(
            each,
            notes[each.id],
            may_change=may_be_changed(context, each),
            may_finish=each.next_on is not None and can_change_contact(context, each),
        )
        for each in found
    ]


def with_parts(rows: QuerySet[Contact]) -> QuerySet[Contact]:
    return rows.select_related("by", "next_for").prefetch_related(*PARTS)


def in_a_list(rows: QuerySet[Contact]) -> list[Contact]:
    """Return the entries with the parts that a list shows, which are not all of them."""
    return list(rows.select_related("by").prefetch_related(*LISTED))


def may_be_changed(context: Context | None, contact: Contact) -> bool:
    """Tell whether the entry may be corrected here; those of campaigns, events and bookings are corrected there."""
    return can_change_contact(context, contact) and kind_of(contact.source) == TYPED_BY_HAND


def earlier_of(context: Context | None, contact: Contact) -> list[Logged]:
    """Return what an entry was before its corrections, the newest first."""
    found: list[Contact] = []
    while contact.replaces_id and context is not None and can_log(context):
        rows = Contact.objects.filter(id=contact.replaces_id, authority_id=context.own_authority)
        contact = with_parts(rows).get()
        found.append(contact)
    hide_what_tells(context, found)
    return [Logged(each, list(_earlier_notes(context, each))) for each in found]


def _earlier_notes(context: Context | None, contact: Contact) -> QuerySet[ContactNote]:
    return readable_notes(context).filter(contact=contact)
