"""The people and locations to reach, for those who contact the providers and for tasks."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from register.models import (
    Authority,
    ContactPerson,
    Participation,
)
from register.permissions import can_reach_providers

KINDS_OF_PEOPLE = ContactPerson.Kind.choices


def reached(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Participation]:
    """Return every location asked in the asker's own authority, in scope or marked as not relevant."""
    rows = Participation.objects.select_related("exercise", "location", "provider")
    if context is None or not can_reach_providers(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows.filter(exercise_id=exercise_id) if exercise_id else rows


def reached_location(context: Context | None, participation_id: UUID) -> Participation | None:
    return reached(context).filter(id=participation_id).first()


def people_reached(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[ContactPerson]:
    """Return the people to write to or ring at the locations asked, without those who were merged into another."""
    at = reached(context, exercise_id).values("location_id")
    people = ContactPerson.objects.select_related("provider").filter(merged_into__isnull=True, locations__in=at)
    return people.distinct().order_by("full_name")


def person_reached(context: Context | None, person_id: UUID) -> ContactPerson | None:
    return people_reached(context).filter(id=person_id).first()


def merged_people(context: Context | None) -> QuerySet[ContactPerson]:
    """Return the people who were merged into somebody whom the asker reaches."""
    kept = people_reached(context).order_by().values("id")
    return ContactPerson.objects.select_related("merged_into").filter(merged_into__in=kept).order_by("full_name")


def asked_for_tasks(exercise_id: UUID) -> QuerySet[Participation]:
    """Return every location asked, for the worker only: row-level security shows them to no other role."""
    rows = Participation.objects.select_related("exercise", "location", "provider")
    return rows.filter(exercise_id=exercise_id)


def asked_of_provider_for_tasks(provider_id: UUID, on: date) -> list[Participation]:
    """Return where a provider takes part in exercises that have not closed by a day, for the worker."""
    rows = Participation.objects.select_related("exercise", "location", "provider").filter(provider_id=provider_id)
    rows = rows.filter(eligibility=Participation.Eligibility.IN_SCOPE, exercise__closes_on__gte=on)
    return list(rows.order_by("exercise_id", "location_name"))


def people_for_tasks(exercise_id: UUID) -> QuerySet[ContactPerson]:
    """Return the people to write to at the locations asked, for the worker."""
    at = asked_for_tasks(exercise_id).values("location_id")
    people = ContactPerson.objects.select_related("provider").filter(merged_into__isnull=True, locations__in=at)
    return people.distinct().order_by("full_name")


def people_with_address(address: str) -> QuerySet[ContactPerson]:
    """Return everybody with this address, in any case, for the worker."""
    return ContactPerson.objects.filter(merged_into__isnull=True, email__iexact=address)


def addresses_at_for_tasks(provider_ids: Iterable[UUID]) -> set[str]:
    """Return the addresses of everybody known at these providers, for the worker."""
    people = ContactPerson.objects.filter(merged_into__isnull=True, provider_id__in=list(provider_ids)).exclude(
        email=""
    )
    return set(people.values_list("email", flat=True))


def asked_at_for_tasks(person_ids: Iterable[UUID]) -> list[Participation]:
    """Return where these people are asked in the exercise that opened last.

    [] if they are asked in several authorities.
    """
    at = ContactPerson.locations.through.objects.filter(contactperson_id__in=list(person_ids)).values("location_id")
    rows = Participation.objects.select_related("exercise").filter(location_id__in=at)
    found = list(rows.order_by("-exercise__opens_on", "location_name"))
    if len({each.authority_id for each in found}) != 1:
        return []
    return [each for each in found if each.exercise_id == found[0].exercise_id]


def authority_for_tasks(cqc_name: str) -> UUID | None:
    """Return the authority of this name; without a name the only one that has exercises."""
    rows = Authority.objects.filter(cqc_name=cqc_name) if cqc_name else Authority.objects.exclude(exercises=None)
    found = list(rows.values_list("id", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None
