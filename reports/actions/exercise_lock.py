"""One at a time: whatever numbers, calculates or publishes in an exercise waits for whoever does so already."""

from uuid import UUID

from accounts.actions import advisory_lock


def take_turn(exercise_id: UUID) -> None:
    """Holds the exercise until the transaction ends; to be called before anything is read that must not move."""
    advisory_lock.take_turn(f"reports of {exercise_id}")
