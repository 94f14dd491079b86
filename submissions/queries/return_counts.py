"""Counts for those who read no return: how many have come in, and which files failed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, RoleName
from register.permissions import can_administer_register
from register.queries import Exercise, Participation
from register.queries.register import exercises, exercises_of_region

IN_SCOPE = Q(participations__eligibility=Participation.Eligibility.IN_SCOPE)


@dataclass(frozen=True, slots=True)
class Received:
    """The counts of an exercise; ``received`` is None from one to four, which is too few to hide who they are."""

    exercise: Exercise
    asked: int
    received: int | None


@dataclass(frozen=True, slots=True)
class FailedUpload:
    reference: str
    received_at: datetime
    tries: int


def received_in(context: Context | None) -> list[Received]:
    """Return for each exercise of the asker's authority how many locations are asked and have answered."""
    if context is None or context.role not in AUTHORITY_ROLES:
        return []
    rows = exercises(context).annotate(asked=Count("participations", filter=IN_SCOPE))
    return [Received(row, row.asked, _received(row.id)) for row in rows]


def received_in_region(context: Context | None) -> list[Received]:
    """Return the same counts for every exercise of the authorities for which the asker is a regional lead."""
    if context is None or context.role != RoleName.REGIONAL_LEAD:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT exercise_id, asked, received FROM returns_received_in_region()")
        counts = {row[0]: row[1:] for row in cursor.fetchall()}
    return [Received(row, *counts[row.id]) for row in exercises_of_region(context) if row.id in counts]


def _received(exercise_id: UUID) -> int | None:
    """Count by a database function that checks who asks, past row-level security."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT returns_received(%s)", [exercise_id])
        count: int | None = cursor.fetchone()[0]
    return count


def failed_uploads(context: Context | None) -> list[FailedUpload]:
    """Return failed files by reference, the newest first.

    Whose they are and what they hold is not for administrators.
    """
    if not can_administer_register(context):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, received_at, tries FROM uploads_failed()")
        return [FailedUpload(*row) for row in cursor.fetchall()]
