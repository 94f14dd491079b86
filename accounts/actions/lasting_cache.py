"""A cache in the database that never forgets what has not expired: used codes and counts must outlive a flood."""

from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections


class LastingCache(DatabaseCache):
    """Django's cache of a table; where there is too much in it, what has expired goes, and nothing else.

    Everything here lives for minutes, so a flood of entries is gone minutes after it ends.
    """

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        table = connections[db].ops.quote_name(self._table)  # type: ignore[attr-defined]
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])
