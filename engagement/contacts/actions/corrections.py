"""Correct what was logged: the old entry is kept, taken back, and the new one says which it replaces."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions.contact_rows import rows_of, save_all
from engagement.contacts.actions.contacts import record_on, refusal_of
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import Source
from engagement.domain.owner_team import side_of
from engagement.models import Contact
from engagement.permissions import can_change_contact
from register import queries as register

CHANGED_MEANWHILE = Refusal("Somebody else has changed or taken back this entry meanwhile. Look at it again.")


@transaction.atomic
def change(*, by: Context, contact_id: UUID, contacted: Contacted, key: UUID | None = None) -> Contact | Refusal | None:
    """Replace an entry; None if it, or a location, is not the asker's.

    ``key`` is the page's, so that it is done once.
    """
    already = made_before(queries.contacts(by).filter(replaces=contact_id), key)
    if already is not None:
        return already
    old = queries.contact_for(by, contact_id)
    if old is None or not queries.may_be_changed(by, old):
        return None
    asked = list(register.reached(by, old.exercise_id).filter(id__in=contacted.participation_ids))
    if len(asked) != len(set(contacted.participation_ids)):
        return None
    refusal = refusal_of(contacted, asked)
    if refusal:
        return refusal
    if not _withdraw(by, old):
        return CHANGED_MEANWHILE
    contacted = replace(contacted, source=Source.of(old.source))
    rows = rows_of(contacted, asked, side=side_of(by), by_id=by.person_id, batch=old.batch, key=key)
    rows.contact.replaces = old
    rows.contact.next_done_at = old.next_done_at if old.next_on == contacted.next_on else None
    save_all([rows])
    record_on(by, rows.contact, "changed a contact")
    return rows.contact


def _withdraw(by: Context, contact: Contact) -> bool:
    """Withdraw an entry by an update that expects it unchanged: of two who change it at once, one does."""
    standing = Contact.objects.filter(id=contact.id, withdrawn_at__isnull=True)
    return bool(standing.update(withdrawn_at=timezone.now(), withdrawn_by_id=by.person_id))


@transaction.atomic
def put_back(*, by: Context, contact_id: UUID) -> Contact | None:
    """Undo taking an entry back; one that was replaced stays as it is."""
    contact = queries.taken_back_for(by, contact_id)
    if contact is None or not queries.may_be_changed(by, contact):
        return None
    contact.withdrawn_at, contact.withdrawn_by = None, None
    contact.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_on(by, contact, "put a contact back")
    return contact


@transaction.atomic
def finish_next_step(*, by: Context, contact_id: UUID, is_done: bool = True) -> Contact | None:
    """Mark the next step of a contact as done, or as not done after all."""
    contact = queries.contact_for(by, contact_id)
    if contact is None or not can_change_contact(by, contact) or contact.next_on is None:
        return None
    contact.next_done_at = timezone.now() if is_done else None
    contact.save(update_fields=["next_done_at"])
    record_on(by, contact, "did the next step" if is_done else "opened the next step again")
    return contact
