"""A connection of its own for a command that dumps or replaces the whole database, as the owner of its tables."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import OperationalError, connection

from costofcare.servers.failures import ServerFailed


@contextmanager
def owner_connection() -> Iterator[Any]:
    """Yield psycopg2's own connection, beside Django's, which is closed meanwhile."""
    if not connection.in_atomic_block:
        connection.close()
    try:
        opened = connection.get_new_connection(connection.get_connection_params())
    except OperationalError as trouble:
        raise ServerFailed(f"The database cannot be reached: {str(trouble).strip()}.") from trouble
    with closing(opened):
        yield opened
