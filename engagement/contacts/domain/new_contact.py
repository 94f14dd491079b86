"""A contact that is to be logged."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Contacted:
    """One contact, with any number of locations (``participation_ids``) and of people on both sides.

    ``names`` are people whom the register does not know. ``minutes`` is how long it took, None where nobody said.
    ``words``, ``topics`` and ``next_step`` are a note: of the side that writes it, unless it ``is_shared``.
    """

    channel: Channel
    direction: Direction
    happened_at: datetime
    participation_ids: tuple[UUID, ...]
    outcome: ContactOutcome
    people_ids: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    colleague_ids: tuple[UUID, ...] = ()
    minutes: int | None = None
    promised_on: date | None = None
    next_step: str = ""
    next_on: date | None = None
    next_for_id: UUID | None = None
    words: str = ""
    topics: tuple[Topic, ...] = ()
    is_shared: bool = False
    source: Source = Source.TYPED
