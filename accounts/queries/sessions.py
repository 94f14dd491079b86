"""Tell whose session it was, and whether words wait for somebody who signs in again."""

from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
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
    row = Session.objects.filter(session_key=key).first() if key else None
    try:
        return UUID(row.get_decoded()[SESSION_KEY]) if row else None
    except (KeyError, ValueError):
        return None
