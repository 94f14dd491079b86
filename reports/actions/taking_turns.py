"""One at a time: whatever numbers, calculates or publishes in an exercise waits for whoever does so already."""

from uuid import UUID

from django.db import connection, transaction


def take_turn(exercise_id: UUID) -> None:
    """Holds the exercise until the transaction ends; to be called before anything is read that must not move.

    A lock by name rather than on a row, so that nobody needs the right to change the exercise.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn is taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reports of {exercise_id}"])
