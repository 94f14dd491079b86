"""Whom to reach, and how far each return has come: for those who reach the providers, and without any answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from accounts.domain.context import Context
from submissions.domain.states import ReturnState
from submissions.models import Authority, ContactPerson, Exercise, Participation, Return
from submissions.permissions import can_reach_providers

IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.EXCLUDED)
ALL = "SELECT participation_id, used_at, received_at, last_used_at, answered, state FROM {}(%s)"

# A location asked in an exercise, that exercise, and somebody there: for the rooms above, which do not name the
# tables of this one.
Asked: TypeAlias = Participation
AskedIn: TypeAlias = Exercise
Reached: TypeAlias = ContactPerson
KINDS_OF_PEOPLE = ContactPerson.Kind.choices


@dataclass(frozen=True, slots=True)
class ReturnProgress:
    """Where a return stands. ``last_used_at``, ``answered`` (questions) and ``state`` are None to the council."""

    participation_id: UUID
    used_at: datetime | None
    received_at: datetime | None
    last_used_at: datetime | None = None
    answered: int | None = None
    state: str | None = None


def reached(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Participation]:
    """Every location asked, in scope or found not relevant, in the asker's own authority."""
    rows = Participation.objects.select_related("exercise", "location", "provider")
    if context is None or not can_reach_providers(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows.filter(exercise_id=exercise_id) if exercise_id else rows


def reached_location(context: Context | None, participation_id: UUID) -> Participation | None:
    return reached(context).filter(id=participation_id).first()


def people_reached(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[ContactPerson]:
    """Whom to write to or ring at the locations asked; those who were merged into another are not shown."""
    at = reached(context, exercise_id).values("location_id")
    people = ContactPerson.objects.select_related("provider").filter(merged_into__isnull=True, locations__in=at)
    return people.distinct().order_by("full_name")


def person_reached(context: Context | None, person_id: UUID) -> ContactPerson | None:
    return people_reached(context).filter(id=person_id).first()


def merged_people(context: Context | None) -> QuerySet[ContactPerson]:
    """Those who were merged into somebody whom the asker reaches."""
    kept = people_reached(context).order_by().values("id")
    return ContactPerson.objects.select_related("merged_into").filter(merged_into__in=kept).order_by("full_name")


def progress_in(context: Context | None, exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    """By participation, for those of which a return was begun. What is told hangs on who asks."""
    if not can_reach_providers(context):
        return {}
    return _rows("participation_progress", exercise_id)


def events_at(context: Context | None, participation_id: UUID) -> list[tuple[datetime, str]]:
    """When something happened with the return of a location; to the council scope and extensions alone."""
    if not can_reach_providers(context):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, what FROM location_events(%s)", [participation_id])
        return list(cursor.fetchall())


def progress_for_tasks(exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    """All of it, for the worker and for commands; behind the wall nobody else may run it."""
    return _rows("progress_of_returns", exercise_id)


def asked_for_tasks(exercise_id: UUID) -> QuerySet[Participation]:
    """Every location asked, for the worker; behind the wall nobody else finds one."""
    rows = Participation.objects.select_related("exercise", "location", "provider")
    return rows.filter(exercise_id=exercise_id)


def people_for_tasks(exercise_id: UUID) -> QuerySet[ContactPerson]:
    """Whom to write to at those, for the worker."""
    at = asked_for_tasks(exercise_id).values("location_id")
    people = ContactPerson.objects.select_related("provider").filter(merged_into__isnull=True, locations__in=at)
    return people.distinct().order_by("full_name")


def people_with_address(address: str) -> QuerySet[ContactPerson]:
    """Everybody who is written to there, for the worker; addresses differ by more than the size of letters."""
    return ContactPerson.objects.filter(merged_into__isnull=True, email__iexact=address)


def asked_at_for_tasks(person_ids: Iterable[UUID]) -> list[Participation]:
    """Where these people are asked at present: in the exercise that opened last, if all is of one authority."""
    at = ContactPerson.locations.through.objects.filter(contactperson_id__in=list(person_ids)).values("location_id")
    rows = Participation.objects.select_related("exercise").filter(location_id__in=at)
    found = list(rows.order_by("-exercise__opens_on", "location_name"))
    if len({each.authority_id for each in found}) != 1:
        return []
    return [each for each in found if each.exercise_id == found[0].exercise_id]


def authority_for_tasks(cqc_name: str) -> UUID | None:
    """The authority of this name; without a name the only one that has exercises."""
    rows = Authority.objects.filter(cqc_name=cqc_name) if cqc_name else Authority.objects.exclude(exercises=None)
    found = list(rows.values_list("id", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def received_for_tasks(participation_ids: Iterable[UUID]) -> set[UUID]:
    """Of these locations, the ones whose return is in: for the worker, just before it writes to them."""
    here = Return.objects.filter(participation_id__in=list(participation_ids), state__in=IN)
    return set(here.values_list("participation_id", flat=True))


def _rows(function: str, exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    with connection.cursor() as cursor:
        cursor.execute(ALL.format(function), [exercise_id])
        rows = [ReturnProgress(*row) for row in cursor.fetchall()]
    return {row.participation_id: row for row in rows}


def usable_in(context: Context | None, exercise_id: UUID) -> int | None:
    """How many returns are usable, for the council: None where it is fewer than five."""
    if not can_reach_providers(context):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT returns_usable(%s)", [exercise_id])
        count: int | None = cursor.fetchone()[0]
    return count
