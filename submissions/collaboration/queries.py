"""Queries of the colleagues on a return: who has it open, who is responsible, and what they wrote to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.context import Context
from costing.figure_words import time_in_words
from register.queries import Participation
from submissions.collaboration.domain.presence import STAYS_FOR, Present
from submissions.models import ColleagueNote, Presence, Responsibility
from submissions.queries.returns import readable

# What the audit trail calls it.
CHARGED = ("handed a return over", "took a return back in hand", "took a return in hand")


def present_on(context: Context | None, participation: Participation) -> list[Present]:
    """Return the colleagues who have a page of it open, without the asker; only for its provider."""
    if context is None or not context.is_provider:
        return []
    rows = readable(Presence.objects.filter(participation=participation), context)
    rows = rows.filter(seen_at__gte=timezone.now() - STAYS_FOR).exclude(person_id=context.person_id)
    return [
        Present(row.person.full_name, row.sheet, clock(row.seen_at))
        for row in rows.select_related("person").order_by("person__full_name")
    ]


def clock(moment: datetime) -> str:
    """Return the time in the United Kingdom: 4:05pm."""
    return time_in_words(timezone.localtime(moment))


@dataclass(frozen=True, slots=True)
class InCharge:
    """The person responsible for a return; ``has_left`` means that they no longer act for the provider."""

    person_id: UUID
    name: str
    since: datetime
    given_by_id: UUID
    given_by: str
    has_left: bool


def in_charge_of(context: Context | None, participation: Participation) -> InCharge | None:
    """Return who is responsible, for its provider and the team that reads its return; None if nobody is."""
    return all_in_charge(context, [participation.id]).get(participation.id)


def all_in_charge(context: Context | None, participation_ids: Iterable[UUID]) -> dict[UUID, InCharge]:
    """Return who is responsible, by participation."""
    rows = readable(Responsibility.objects.select_related("person", "given_by"), context)
    rows = rows.filter(participation_id__in=list(participation_ids))
    acting = accounts.acting_for_providers(row.person_id for row in rows)
    return {row.participation_id: _in_charge(row, acting) for row in rows}


def _in_charge(row: Responsibility, acting: set[tuple[UUID, UUID]]) -> InCharge:
    has_left = (row.person_id, row.provider_id) not in acting
    given_by = row.given_by.full_name
    return InCharge(row.person_id, row.person.full_name, row.given_at, row.given_by_id, given_by, has_left)


def charge_history(context: Context | None, participation: Participation) -> QuerySet[Any]:
    """Return the history of the responsibility from the audit trail, the newest first."""
    return accounts.events_about(context, "participation", participation.id).filter(verb__in=CHARGED)


def notes_to(context: Context | None, participation: Participation | None = None) -> QuerySet[ColleagueNote]:
    """Return what colleagues wrote to the asker that they have not put away."""
    rows = ColleagueNote.objects.select_related("written_by", "participation")
    if context is None or not context.is_provider:
        return rows.none()
    rows = readable(rows, context).filter(email=accounts.email_of(context), read_at=None)
    return rows.filter(participation=participation) if participation else rows
