"""Make the rows of contacts, and save many together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from engagement.contacts.domain.new_contact import Contacted
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from register.queries import Participation

AT_A_TIME = 1_000


@dataclass
class Rows:
    contact: Contact
    about: list[ContactAbout] = field(default_factory=list)
    people: list[ContactWith] = field(default_factory=list)
    colleagues: list[ContactColleague] = field(default_factory=list)
    notes: list[ContactNote] = field(default_factory=list)


def rows_of(
    contacted: Contacted,
    asked: list[Participation],
    *,
    side: OwnerTeam,
    by_id: UUID | None,
    batch: UUID | None = None,
    external_id: str = "",
    key: UUID | None = None,
) -> Rows:
    where = {"exercise_id": asked[0].exercise_id, "authority_id": asked[0].authority_id}
    contact = Contact(
        id=key or uuid4(),
        **where,
        side=side,
        channel=contacted.channel,
        direction=contacted.direction,
        happened_at=contacted.happened_at,
        minutes=contacted.minutes,
        outcome=contacted.outcome,
        promised_on=contacted.promised_on,
        next_on=contacted.next_on,
        next_for_id=contacted.next_for_id,
        source=contacted.source,
        external_id=external_id,
        batch=batch,
        by_id=by_id,
        logged_at=timezone.now(),
    )
    rows = Rows(contact, notes=_notes(contact, contacted, where, side, by_id))
    rows.about += [
        ContactAbout(contact=contact, participation=each, provider_id=each.provider_id, **where) for each in asked
    ]
    rows.people += [ContactWith(contact=contact, person_id=person_id, **where) for person_id in contacted.people_ids]
    rows.people += [ContactWith(contact=contact, name=name, **where) for name in contacted.names]
    rows.colleagues += [
        ContactColleague(contact=contact, colleague_id=colleague_id, **where)
        for colleague_id in contacted.colleague_ids
    ]
    return rows


def _notes(
    contact: Contact, contacted: Contacted, where: dict[str, UUID], side: OwnerTeam, by_id: UUID | None
) -> list[ContactNote]:
    if not (contacted.words or contacted.topics or contacted.next_step):
        return []
    note = ContactNote(
        contact=contact,
        **where,
        side=side,
        words=contacted.words,
        topics=[topic.value for topic in contacted.topics],
        next_step=contacted.next_step,
        is_shared=contacted.is_shared,
        by_id=by_id,
        written_at=timezone.now(),
    )
    return [note]


def save_all(entries: Iterable[Rows]) -> None:
    """Save the rows of all entries in a few statements."""
    entries = list(entries)
    Contact.objects.bulk_create((each.contact for each in entries), batch_size=AT_A_TIME)
    parts: tuple[tuple[Any, str], ...] = (
        (ContactAbout, "about"),
        (ContactWith, "people"),
        (ContactColleague, "colleagues"),
        (ContactNote, "notes"),
    )
    for model, name in parts:
        rows = [row for each in entries for row in getattr(each, name)]
        model.objects.bulk_create(rows, batch_size=AT_A_TIME)
