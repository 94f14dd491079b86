"""E-mails about questions: to the side whose turn it is, and to who asked; a link and no word of what was written."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts import queries as accounts
from accounts.domain.roles import RoleName
from submissions.actions.letters import post, quietly
from submissions.domain import asking_letters as letters
from submissions.domain.asking import Channel, Side
from submissions.domain.letters import Letter
from submissions.models import Participation, Query


def asked(query_id: UUID) -> None:
    """A provider's question goes to the analysts, an analyst's query to the provider's people."""
    quietly(lambda: _asked(_query(query_id)), str(query_id))


def _asked(query: Query) -> None:
    if query.asked_side == Side.PROVIDER:
        _tell(query, letters.asked_by_provider(_place(query)), to_analysts(query.authority_id))
    else:
        _tell(query, letters.asked_by_team(_place(query)), to_provider(query.participation))


def answered(query_id: UUID) -> None:
    """To who asked; an answer that an analyst wrote down is news to nobody."""
    quietly(lambda: _answered(_query(query_id)), str(query_id))


def _answered(query: Query) -> None:
    if query.asked_side == Side.PROVIDER:
        _tell(query, letters.answered_by_team(_place(query)), _asker(query))
    elif query.channel == Channel.PORTAL:
        still_there = _still_there(query.asked_by.email, to_analysts(query.authority_id, everybody=True))
        _tell(query, letters.answered_by_provider(_place(query)), still_there or to_analysts(query.authority_id))


def closed(query_id: UUID) -> None:
    """To who answered for the provider, unless they want fewer e-mails."""
    quietly(lambda: _closed(_query(query_id)), str(query_id))


def _closed(query: Query) -> None:
    person = query.answered_by
    if person is None or person.wants_fewer_emails:
        return
    _tell(query, letters.closed(_place(query)), _still_there(person.email, _all_of_provider(query.provider_id)))


def to_analysts(authority_id: UUID, *, everybody: bool = False) -> dict[str, str]:
    """Names by address; those who want fewer e-mails only where nobody else is left to be told."""
    people = list(accounts.people_of_authority(authority_id, frozenset({RoleName.ANALYST})))
    wanting = [person for person in people if everybody or not person.wants_fewer_emails]
    return {person.email: person.full_name for person in wanting or people}


def to_provider(participation: Participation) -> dict[str, str]:
    """Those who have sent in something of this return; where there is nobody, the provider's administrators."""
    submission = getattr(participation, "submission", None)
    ids = set(submission.versions.values_list("created_by_id", flat=True)) if submission else set()
    people = accounts.people_of_provider(participation.provider_id)
    taking_part = people.filter(id__in=ids) if ids else people.none()
    chosen = taking_part or accounts.people_of_provider(participation.provider_id, administrators_only=True) or people
    return {person.email: person.full_name for person in chosen}


def _asker(query: Query) -> dict[str, str]:
    return _still_there(query.asked_by.email, _all_of_provider(query.provider_id)) or to_provider(query.participation)


def _all_of_provider(provider_id: UUID) -> dict[str, str]:
    return {person.email: person.full_name for person in accounts.people_of_provider(provider_id)}


def _still_there(email: str, people: dict[str, str]) -> dict[str, str]:
    """Whoever has left is not written to any more."""
    return {email: people[email]} if email in people else {}


def _tell(query: Query, letter: Letter, people: dict[str, str]) -> None:
    post(letter, people, link=settings.PORTAL_URL + reverse("submissions:query_detail", args=[query.id]))


def _query(query_id: UUID) -> Query:
    return Query.objects.select_related("participation__submission", "asked_by", "answered_by").get(id=query_id)


def _place(query: Query) -> str:
    return query.participation.location_name
