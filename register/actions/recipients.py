"""The recipients of e-mails, as names by address."""

from uuid import UUID

from accounts import queries as accounts
from accounts.domain.roles import RoleName
from register.models import Participation

People = dict[str, str]


def analysts(authority_id: UUID, *, who_want_fewer: bool = False) -> People:
    """Return an authority's analysts.

    Those who want fewer e-mails come only with ``who_want_fewer``, or if nobody else is left.
    """
    people = list(accounts.people_of_authority(authority_id, frozenset({RoleName.ANALYST})))
    wanting = [person for person in people if who_want_fewer or not person.wants_fewer_emails]
    return {person.email: person.full_name for person in wanting or people}


def provider_of(participation: Participation) -> People:
    """Return those who have sent in part of this return.

    If there is nobody, the provider's administrators, or its people.
    """
    submission = getattr(participation, "submission", None)
    ids = set(submission.versions.values_list("created_by_id", flat=True)) if submission else set()
    people = accounts.people_of_provider(participation.provider_id)
    taking_part = people.filter(id__in=ids) if ids else people.none()
    chosen = taking_part or accounts.people_of_provider(participation.provider_id, administrators_only=True) or people
    return {person.email: person.full_name for person in chosen}


def still_at_provider(email: str, provider_id: UUID) -> People:
    """Return the person with this address if they still act for the provider; nobody otherwise."""
    return {person.email: person.full_name for person in accounts.people_of_provider(provider_id).filter(email=email)}
