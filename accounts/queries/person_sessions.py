"""Where somebody is signed in now."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.domain.browser_words import browser_in_words
from accounts.domain.context import Context
from accounts.models import PersonSession, User
from accounts.permissions import can_administer
from accounts.queries.sessions import session_row


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
    return [SignedInPlace(row, row.session_key == this_key) for row in rows if _goes_on(row.session_key)]


def sessions_of_person(context: Context | None, person: User) -> list[SignedInPlace]:
    """Return the sessions of somebody else that go on, for administrators, who end them."""
    return sessions_of(person, "") if can_administer(context) else []


def _goes_on(key: str) -> bool:
    found = session_row(key)
    return found is not None and found[1] > timezone.now()
