"""Queries of the exercises that somebody may report on or read about, and who takes part in them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from reports.domain.inputs import ReceivedReturns
from submissions import queries as submissions


def exercises_for(context: Context | None) -> list[Any]:
    """Return the exercises with anybody in scope: the team's of its authority, a provider's own; the latest first."""
    firsts = submissions.owed_by(context).order_by("exercise_id", "id").distinct("exercise_id")
    found = {row.exercise_id: row.exercise for row in firsts}
    return sorted(found.values(), key=lambda exercise: (exercise.closes_on, exercise.name), reverse=True)


def exercise_for(context: Context | None, exercise_id: UUID) -> Any | None:
    asked = submissions.owed_by(context, exercise_id).first()
    return asked.exercise if asked else None


def eligible_in(context: Context | None, exercise_id: UUID) -> int:
    """Return how many locations were asked and are relevant."""
    return submissions.owed_by(context, exercise_id).count()


def weight_in(context: Context | None, exercise_id: UUID) -> Decimal | None:
    """Return the hours or beds of all who were asked; None unless every one of them is known."""
    total = _total(list(submissions.owed_by(context, exercise_id).values_list("weight", flat=True)))
    return total or None


def received_in(context: Context | None, exercise_id: UUID) -> ReceivedReturns:
    """Return how many returns have come in by now, used or not, and their hours or beds."""
    weights = list(submissions.received_in_scope(context, exercise_id).values_list("weight", flat=True))
    return ReceivedReturns(len(weights), _total(weights))


def _total(weights: Sequence[Decimal | None]) -> Decimal | None:
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if len(known) == len(weights) else None
