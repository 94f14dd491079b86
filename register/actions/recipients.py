"""To whom an e-mail goes: names by address."""

from uuid import UUID

from accounts import queries as accounts
from accounts.domain.roles import RoleName
from register.models import Participation

People = dict[str, str]


def analysts(authority_id: UUID, *, who_want_fewer: bool = False) -> People:
    """Those who want fewer e-mails only on demand, or where nobody else is left to be told."""
    people = list(accounts.people_of_authority(authority_id, frozenset({RoleName.ANALYST})))
    wanting = [person for person in people if who_want_fewer or not person.wants_fewer_emails]
    return {person.email: person.full_name for person in wanting or people}


def provider_of(participation: Participation) -> People:
    """Those who have sent in something of this return; where there is nobody, the provider's administrators."""
    submission = getattr(participation, "submission", None)
    ids = set(submission.versions.values_list("created_by_id", flat=True)) if submission else set()
    people = accounts.people_of_provider(participation.provider_id)
    taking_part = people.filter(id__in=ids) if ids else people.none()
    chosen = taking_part or accounts.people_of_provider(participation.provider_id, administrators_only=True) or people
    return {person.email: person.full_name for person in chosen}


def still_at_provider(email: str, provider_id: UUID) -> People:
    """Whoever has left is not written to any more."""
    return {person.email: person.full_name for person in accounts.people_of_provider(provider_id).filter(email=email)}
