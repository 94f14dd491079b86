"""Log a contact, and take an entry back."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions.contact_rows import rows_of, save_all
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import misfit
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import Contact
from engagement.permissions import can_change_contact, can_log
from register import queries as register
from register.queries import Participation

NO_LOCATION = Refusal("Choose at least one location that the contact was about.")
SEVERAL = Refusal("All locations of one contact must be of the same exercise.")
NOT_YET = Refusal("This contact would lie in the future. Give the day and time when it happened.")


@transaction.atomic
def log(*, by: Context, contacted: Contacted, key: UUID | None = None) -> Contact | Refusal | None:
    """Log a contact; None if a location is not the asker's to reach.

    ``key`` is the page's, so that it is logged once.
    """
    if not can_log(by):
        return None
    asked = list(register.reached(by).filter(id__in=contacted.participation_ids))
    if len(asked) != len(set(contacted.participation_ids)):
        return None
    refusal = refusal_of(contacted, asked)
    if refusal:
        return refusal
    already = made_before(Contact.objects.filter(by_id=by.person_id), key)
    if already is not None:
        return already
    contact = enter(contacted, asked, side=side_of(by), by_id=by.person_id, key=key)
    record_on(by, contact, "logged a contact")
    return contact


@transaction.atomic
def log_together(
    *, by: Context, entries: Sequence[Contacted], key: UUID | None = None
) -> list[Contact] | Refusal | None:
    """Log several contacts, each with an outcome of its own: all of them, or none."""
    logged = list[Contact]()
    for each in entries:
        own = uuid5(key, each.outcome) if key else None
        done = log(by=by, contacted=each, key=own)
        if not isinstance(done, Contact):
            transaction.set_rollback(True)
            return done
        logged.append(done)
    return logged


def refusal_of(contacted: Contacted, asked: list[Participation]) -> Refusal | None:
    if not asked:
        return NO_LOCATION
    if len({each.exercise_id for each in asked}) > 1:
        return SEVERAL
    wrong = misfit(contacted.channel, contacted.outcome)
    if wrong:
        return Refusal(f"{wrong}.")
    return NOT_YET if contacted.happened_at > timezone.now() else None


def enter(
    contacted: Contacted,
    asked: list[Participation],
    *,
    side: OwnerTeam,
    by_id: UUID | None,
    batch: UUID | None = None,
    external_id: str = "",
    key: UUID | None = None,
) -> Contact:
    """Save one contact's rows; tasks call this too, after their own check of whose it is."""
    rows = rows_of(contacted, asked, side=side, by_id=by_id, batch=batch, external_id=external_id, key=key)
    save_all([rows])
    return rows.contact


@transaction.atomic
def take_back(*, by: Context, contact_id: UUID) -> Contact | None:
    """Take an entry back: it no longer counts and is no longer shown. The trail says who did."""
    contact = queries.contact_for(by, contact_id)
    if contact is None or not can_change_contact(by, contact):
        return None
    contact.withdrawn_at, contact.withdrawn_by_id = timezone.now(), by.person_id
    contact.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_on(by, contact, "took back a contact")
    return contact


def record_on(by: Context, contact: Contact, verb: str) -> None:
    audit.record_on(contact, by=by, verb=verb, kind="contact", words=contact.get_channel_display())
