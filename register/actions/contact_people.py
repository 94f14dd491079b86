"""Add, change and merge the people to contact at the providers."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries
from register.domain.person_details import PersonDetails
from register.models import ContactPerson, Location
from register.permissions import can_reach_providers

NO_NAME = Refusal("Enter a name or an email address.")
NO_LOCATION = Refusal("Choose at least one location.")
SEVERAL_PROVIDERS = Refusal("One person belongs to one provider. Choose locations of the same provider.")
ITSELF = Refusal("A person cannot be merged with themselves.")
OTHER_PROVIDER = Refusal("Only people of the same provider can be merged.")


@transaction.atomic
def add(
    *, by: Context, said: PersonDetails, participation_ids: Sequence[UUID], key: UUID | None = None
) -> ContactPerson | Refusal | None:
    """Add a person at locations of one provider that are asked in the asker's authority.

    ``key`` (the page's) makes it once.
    """
    if not can_reach_providers(by):
        return None
    already = made_before(ContactPerson.objects.all(), key)
    if already is not None:
        return already
    asked = list(queries.reached(by).filter(id__in=participation_ids))
    if len(asked) != len(set(participation_ids)):
        return None
    providers = {each.provider_id for each in asked}
    if len(providers) != 1:
        return SEVERAL_PROVIDERS if providers else NO_LOCATION
    person = ContactPerson(id=key or uuid4(), provider_id=providers.pop())
    refusal = _say(person, said)
    if refusal:
        return refusal
    person.save(force_insert=True)
    person.locations.set({each.location for each in asked})
    record_on(by, person, "added somebody to contact")
    return person


@transaction.atomic
def change(
    *, by: Context, person_id: UUID, said: PersonDetails, exercise_id: UUID, participation_ids: Sequence[UUID]
) -> ContactPerson | Refusal | None:
    """Change a person and their locations in this exercise; their locations elsewhere stay as they are."""
    person = queries.person_reached(by, person_id)
    if person is None:
        return None
    asked = queries.reached(by, exercise_id).filter(provider_id=person.provider_id)
    wanted = list(asked.filter(id__in=participation_ids))
    if len(wanted) != len(set(participation_ids)):
        return None
    here = set(asked.values_list("location_id", flat=True))
    chosen = {each.location_id for each in wanted}
    elsewhere = set(person.locations.exclude(id__in=here).values_list("id", flat=True))
    if not chosen | elsewhere:
        return NO_LOCATION
    refusal = _say(person, said)
    if refusal:
        return refusal
    person.save()
    person.locations.set(Location.objects.filter(id__in=chosen | elsewhere))
    record_on(by, person, "changed somebody to contact")
    return person


def _say(person: ContactPerson, said: PersonDetails) -> Refusal | None:
    person.full_name, person.email = said.full_name or said.email, said.email.casefold()
    person.kind, person.job, person.phone = said.kind, said.job, said.phone
    if not person.full_name:
        return NO_NAME
    same = ContactPerson.objects.filter(provider_id=person.provider_id, merged_into__isnull=True, email=person.email)
    taken = same.exclude(id=person.id).first() if person.email else None
    return (
        Refusal(f"{taken.full_name} has this email address already. Change or merge them instead.") if taken else None
    )


@transaction.atomic
def merge(*, by: Context, person_id: UUID, into_id: UUID) -> ContactPerson | Refusal | None:
    """Merge a person into another and return the one who is kept, filled up with what the other one had.

    The merged person stays in the table and is shown nowhere.
    """
    person, kept = queries.person_reached(by, person_id), queries.person_reached(by, into_id)
    if person is None or kept is None:
        return None
    if person.id == kept.id:
        return ITSELF
    if person.provider_id != kept.provider_id:
        return OTHER_PROVIDER
    for name in ("kind", "job", "email", "phone"):
        setattr(kept, name, getattr(kept, name) or getattr(person, name))
    kept.save()
    kept.locations.add(*person.locations.all())
    # No chains: who was merged into this person belongs to the other one now.
    ContactPerson.objects.filter(Q(id=person.id) | Q(merged_into=person)).update(merged_into=kept)
    record_on(by, kept, "merged two people to contact")
    return kept


@transaction.atomic
def part(*, by: Context, person_id: UUID) -> ContactPerson | None:
    """Undo a merge: they are two people again. The one who was kept keeps what was filled in."""
    person = queries.merged_people(by).filter(id=person_id).first()
    if person is None:
        return None
    person.merged_into = None
    person.save(update_fields=["merged_into"])
    record_on(by, person, "took two people to contact apart")
    return person


def record_on(by: Context, person: ContactPerson, verb: str) -> None:
    """Record an event on a person without their name, as the trail is kept for longer than people are."""
    audit.record(
        by=by,
        verb=verb,
        kind="contact_person",
        id=person.id,
        words="",
        authority_id=by.authority_id,
        provider_id=person.provider_id,
    )
