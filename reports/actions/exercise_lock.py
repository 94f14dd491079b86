"""The lock of an exercise: numbering, calculating and publishing take turns."""

from uuid import UUID

from accounts.actions import advisory_lock


def take_turn(exercise_id: UUID) -> None:
    """Hold the exercise until the transaction ends; to be called before reading anything that must not change."""
    advisory_lock.take_turn(f"reports of {exercise_id}")
