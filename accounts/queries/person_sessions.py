"""Where somebody is signed in now."""

from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.domain.browser_words import browser_in_words
from accounts.models import PersonSession, User


@dataclass(frozen=True, slots=True)
class SignedInPlace:
    """A session that has not ended, for its own person; ``is_this`` is the one that asks."""

    row: PersonSession
    is_this: bool

    @property
    def browser(self) -> str:
        return browser_in_words(self.row.browser)


def sessions_of(person: User, this_key: str) -> list[SignedInPlace]:
    """Return the person's own sessions that go on, the last used first."""
    rows = list(PersonSession.objects.filter(person=person).order_by("-seen_at"))
    keys = [row.session_key for row in rows]
    going_on = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = set(going_on.values_list("session_key", flat=True))
    return [SignedInPlace(row, row.session_key == this_key) for row in rows if row.session_key in alive]
