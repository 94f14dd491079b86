"""The exercises that somebody may report on or read about, by who takes part in them."""

from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from submissions import queries as submissions


def exercises_for(context: Context | None) -> list[Any]:
    """Exercises with anybody in scope: the team's of its authority, a provider's own; the latest first."""
    firsts = submissions.owed_by(context).order_by("exercise_id", "id").distinct("exercise_id")
    found = {row.exercise_id: row.exercise for row in firsts}
    return sorted(found.values(), key=lambda exercise: (exercise.closes_on, exercise.name), reverse=True)


def exercise_for(context: Context | None, exercise_id: UUID) -> Any | None:
    asked = submissions.owed_by(context, exercise_id).first()
    return asked.exercise if asked else None


def eligible_in(context: Context | None, exercise_id: UUID) -> int:
    """How many locations were asked and are relevant."""
    return submissions.owed_by(context, exercise_id).count()
