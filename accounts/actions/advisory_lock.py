"""Advisory locks: a transaction waits for another one that does the same thing to end."""

from django.db import connection, transaction


def take_turn(name: str) -> None:
    """Wait for the named lock and hold it until the transaction ends.

    It locks no row, so nobody needs the right to change one.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn is taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
