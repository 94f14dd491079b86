"""Queries of the contact log, for those who contact providers, in their own authority; notes as each may read them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactNote
from engagement.permissions import can_log, is_of_the_team


def contacts(
    context: Context | None, exercise_id: UUID | None = None, *, participation_id: UUID | None = None
) -> QuerySet[Contact]:
    """Return the contacts, the newest first, without those that were taken back."""
    rows = Contact.objects.filter(withdrawn_at__isnull=True)
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows.filter(about__participation_id=participation_id) if participation_id else rows


def contact_for(context: Context | None, contact_id: UUID) -> Contact | None:
    return contacts(context).filter(id=contact_id).first()


def taken_back_for(context: Context | None, contact_id: UUID) -> Contact | None:
    """Return an entry that was taken back and not replaced, so that it can be put back; None otherwise."""
    rows = Contact.objects.filter(id=contact_id, withdrawn_at__isnull=False, replaced_by__isnull=True)
    if context is None or not can_log(context):
        return None
    return rows.filter(authority_id=context.own_authority).first()


def notes_of(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[ContactNote]:
    """Return all notes for the team; for the council its own and those that were shared with it."""
    rows = readable_notes(context).filter(contact__withdrawn_at__isnull=True)
    return rows.filter(exercise_id=exercise_id) if exercise_id else rows


def readable_notes(context: Context | None) -> QuerySet[ContactNote]:
    """Return the notes that the asker may read, with those of entries that were taken back."""
    rows = ContactNote.objects.all()
    if context is None or not can_log(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows if is_of_the_team(context) else rows.filter(Q(side=OwnerTeam.COUNCIL) | Q(is_shared=True))
