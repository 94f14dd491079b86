"""One at a time: what must not happen twice at once waits its turn until the transaction ends."""

from django.db import connection, transaction


def take_turn(name: str) -> None:
    """A lock by name rather than on a row: whoever waits may not change the rows of others."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn is taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
