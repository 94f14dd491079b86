"""The lock of an exercise: numbering, calculating and publishing take turns."""

from typing import Any
from uuid import UUID

from accounts.actions import advisory_lock


def take_turn(exercise_id: UUID) -> None:
    """Hold the exercise until the transaction ends; to be called before reading anything that must not change."""
    advisory_lock.take_turn(f"reports of {exercise_id}")


def take_turn_with_its_like(exercise: Any) -> None:
    """Hold publishing of all exercises that are compared with this one; after its own turn, so that none waits twice.

    Two of them approved at the same moment would else each not see the other's figures.
    """
    advisory_lock.take_turn(f"published of {exercise.service} at {exercise.price_date.isoformat()}")
