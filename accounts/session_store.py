"""Sessions through doors in the wall: whoever has a session's key opens it, and nobody finds a key in the table."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.queries.sessions import session_row

KEY_LENGTH = 32


class SessionStore(DatabaseStore):
    """The database's store with each statement put through the function that the web role may call."""

    def load(self) -> dict[str, Any]:
        found = session_row(self.session_key)
        if found is None or found[1] <= timezone.now():
            self._session_key = None
            return {}
        return self.decode(found[0])

    def exists(self, session_key: str) -> bool:
        return session_row(session_key) is not None

    def _get_new_session_key(self) -> str:
        """Return a key that nobody can guess; ``session_new`` refuses one that there is, so none is asked for first."""
        return get_random_string(KEY_LENGTH, VALID_KEY_CHARS)

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        name = "session_new" if must_create else "session_keep"
        if not _ask(f"SELECT {name}(%s, %s, %s)", self.session_key, data, self.get_expiry_date()):
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            _ask("SELECT session_end(%s)", key)


def _ask(statement: str, *values: str | datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.fetchone()[0])
