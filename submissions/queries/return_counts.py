"""What may be counted by those who read no return: how many have come in, and which files failed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES
from register.permissions import can_administer_register
from register.queries import Exercise, Participation
from register.queries.register import exercises

IN_SCOPE = Q(participations__eligibility=Participation.Eligibility.IN_SCOPE)


@dataclass(frozen=True, slots=True)
class Received:
    """``received`` is None where it is from one to four: too few to be told apart from who they are."""

    exercise: Exercise
    asked: int
    received: int | None


@dataclass(frozen=True, slots=True)
class FailedUpload:
    reference: str
    received_at: datetime
    tries: int


def received_in(context: Context | None) -> list[Received]:
    """Of each exercise of the asker's authority how many locations are asked, and how many have sent their return."""
    if context is None or context.role not in AUTHORITY_ROLES:
        return []
    rows = exercises(context).annotate(asked=Count("participations", filter=IN_SCOPE))
    return [Received(row, row.asked, _received(row.id)) for row in rows]


def _received(exercise_id: UUID) -> int | None:
    """Counted behind the wall, by a function that looks at who asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT returns_received(%s)", [exercise_id])
        count: int | None = cursor.fetchone()[0]
    return count


def failed_uploads(context: Context | None) -> list[FailedUpload]:
    """The newest first, by reference: whose they are, and what is in them, is not for administrators."""
    if not can_administer_register(context):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, received_at, tries FROM uploads_failed()")
        return [FailedUpload(*row) for row in cursor.fetchall()]
