"""Note where people are signed in, and end their sessions."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.models import PersonSession, User
from accounts.permissions import can_administer
from accounts.session_store import SessionStore

LONGEST = 300


def note(*, person_id: UUID, session_key: str, browser: str) -> None:
    """Note that a session is in use, in one statement; its first use begins it."""
    now = timezone.now()
    said = {"person_id": person_id, "seen_at": now, "browser": browser.replace("\0", "")[:LONGEST]}
    row = PersonSession(session_key=session_key, began_at=now, **said)
    PersonSession.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["session_key"], update_fields=["person_id", "seen_at", "browser"]
    )


@transaction.atomic
def end_own(*, by: Context | None, person: User, session_id: UUID) -> bool:
    """End one of the person's own sessions; return False if there is none such."""
    row = PersonSession.objects.filter(id=session_id, person=person).first()
    if row is None:
        return False
    _end([row.session_key])
    audit.record(by=by, verb="ended a session", kind="person", id=person.id)
    return True


@transaction.atomic
def end_others(*, by: Context | None, person: User, this_key: str) -> int:
    """End all of the person's own sessions but this one, and return how many that were."""
    keys = (
        PersonSession.objects.filter(person=person).exclude(session_key=this_key).values_list("session_key", flat=True)
    )
    ended = list(keys)
    _end(ended)
    if ended:
        audit.record(by=by, verb="ended all other sessions", kind="person", id=person.id)
    return len(ended)


@transaction.atomic
def end_of(*, by: Context, person: User, session_id: UUID) -> bool | Refusal:
    """End one session of somebody else; return False if it has ended already."""
    if not can_administer(by):
        return Refusal("Only administrators sign others out.")
    row = PersonSession.objects.filter(id=session_id, person=person).first()
    if row is None:
        return False
    _end([row.session_key])
    audit.record(by=by, verb="ended a session of a person", kind="person", id=person.id)
    return True


@transaction.atomic
def sign_out(*, by: Context, person: User) -> Refusal | None:
    """End all sessions of somebody else, also those that no list knows of."""
    if not can_administer(by):
        return Refusal("Only administrators sign others out.")
    User.objects.filter(id=person.id).update(session_round=F("session_round") + 1)
    _end(list(PersonSession.objects.filter(person=person).values_list("session_key", flat=True)))
    audit.record(by=by, verb="signed a person out everywhere", kind="person", id=person.id)
    return None


def _end(keys: list[str]) -> None:
    for key in keys:
        SessionStore(key).delete()
    PersonSession.objects.filter(session_key__in=keys).delete()
