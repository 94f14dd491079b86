"""Find a session by its key; tell whose it was, and whether words wait for somebody who signs in again."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from accounts.domain.kept_words import KEPT_FOR
from accounts.models import (
    KeptWords,
    User,
)


def has_kept_words(person: User) -> bool:
    """Tell whether a form of this person's came after their session had ended and waits for them."""
    return KeptWords.objects.filter(person=person, kept_at__gt=timezone.now() - KEPT_FOR).exists()


def person_of_session(key: str) -> UUID | None:
    """Return whose session this was, for whoever has its key; also of one that has run out and was not yet cleared."""
    row = session_row(key)
    try:
        return UUID(SessionStore().decode(row[0])[SESSION_KEY]) if row else None
    except (KeyError, ValueError):
        return None


def session_row(key: str | None) -> tuple[str, datetime] | None:
    """Return what a session holds and until when, for whoever has its key: nobody finds one in the table."""
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data, expire_date FROM session_open(%s)", [key])
        row: tuple[str, datetime] | None = cursor.fetchone()
        return row
