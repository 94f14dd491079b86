"""Queries of how far each return has come, for those who contact the providers, without any answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from register.permissions import can_reach_providers
from register.queries import Participation
from submissions.domain.states import ReturnState
from submissions.models import Return
from submissions.queries.returns import owed_by

IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.EXCLUDED)
ALL = "SELECT participation_id, used_at, received_at, last_used_at, answered, state FROM {}(%s)"


@dataclass(frozen=True, slots=True)
class ReturnProgress:
    """The progress of a return. ``last_used_at``, ``answered`` (questions) and ``state`` are None for the council.

    ``received_at`` is the same for both: one that was sent back stays received. Its analyst asks for it, by questions;
    calls and campaigns, which the council sees, do not.
    """

    participation_id: UUID
    used_at: datetime | None
    received_at: datetime | None
    last_used_at: datetime | None = None
    answered: int | None = None
    state: str | None = None


def progress_in(context: Context | None, exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    """Return the progress of begun returns by participation, as much as the asker may know."""
    if not can_reach_providers(context):
        return {}
    return _rows("participation_progress", exercise_id)


def events_at(context: Context | None, participation_id: UUID) -> list[tuple[datetime, str]]:
    """Return when something happened with a location's return; for the council only scope and extensions."""
    if not can_reach_providers(context):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, what FROM location_events(%s)", [participation_id])
        return list(cursor.fetchall())


def progress_for_tasks(exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    """Return all progress, for the worker and for commands; the database lets nobody else run it."""
    return _rows("progress_of_returns", exercise_id)


def received_for_tasks(participation_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these locations whose return is in, for the worker just before it writes to them."""
    here = Return.objects.filter(participation_id__in=list(participation_ids))
    here = here.filter(Q(received_at__isnull=False) | Q(state__in=IN))
    return set(here.values_list("participation_id", flat=True))


def received_in_scope(context: Context | None, exercise_id: UUID) -> QuerySet[Participation]:
    """Return the locations that were asked and whose return has come in, decided on or not, sent back or not.

    They are those that the council sees as received.
    """
    came = Q(submission__received_at__isnull=False) | Q(submission__state__in=IN)
    return owed_by(context, exercise_id).filter(came)


def _rows(function: str, exercise_id: UUID) -> dict[UUID, ReturnProgress]:
    with connection.cursor() as cursor:
        cursor.execute(ALL.format(function), [exercise_id])
        rows = [ReturnProgress(*row) for row in cursor.fetchall()]
    return {row.participation_id: row for row in rows}
