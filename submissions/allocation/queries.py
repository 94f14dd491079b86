"""Queries of a company's allocations of shared costs, for that company alone."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from register.queries import Exercise, Participation
from submissions.models import Allocation
from submissions.queries.returns import owed_by, readable


def divisions_of(context: Context | None, exercise_id: UUID) -> QuerySet[Allocation]:
    """Return the allocations, the newest first."""
    return _divisions(context).filter(exercise_id=exercise_id).order_by("-begun_at")


def division_for(context: Context | None, division_id: UUID) -> Allocation | None:
    return _divisions(context).filter(id=division_id).first()


def divisions_touching(context: Context | None, participation: Participation) -> list[Allocation]:
    """Return the allocations that are part of a location's return."""
    rows = divisions_of(context, participation.exercise_id).filter(saved_at__isnull=False, undone_at__isnull=True)
    return [row for row in rows if str(participation.id) in row.saved]


def own_exercise(context: Context | None, exercise_id: UUID) -> Exercise | None:
    """Return the exercise if it asks the provider; None otherwise."""
    first = own_locations(context, exercise_id)[:1]
    return first[0].exercise if first else None


def own_locations(context: Context | None, exercise_id: UUID) -> Sequence[Participation]:
    return list(owed_by(context, exercise_id)) if context is not None and context.is_provider else []


def _divisions(context: Context | None) -> QuerySet[Allocation]:
    rows = Allocation.objects.select_related("exercise", "begun_by", "saved_by", "undone_by")
    return readable(rows, context) if context is not None and context.is_provider else rows.none()
