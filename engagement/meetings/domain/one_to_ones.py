"""1-2-1s as they are handed over: what an officer opens, what a provider wants, what came of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.meetings.domain.meetings import Medium
from engagement.meetings.domain.series import Span


@dataclass(frozen=True, slots=True)
class Opening:
    """What an officer opens; times that begin in the past or overlap with what they have already open are left out."""

    spans: Sequence[Span]
    exercise_ids: tuple[UUID, ...]
    medium: Medium
    place: str = ""
    ring: str = ""


@dataclass(frozen=True, slots=True)
class OpenedSlots:
    series: UUID
    count: int
    left_out: int


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """Who comes, how to reach them, and what they want to talk about: those words are no figure's and no mail's."""

    name: str
    email: str
    phone: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """``minutes`` is how long it took; ``words`` are a note of the side that writes it."""

    outcome: ContactOutcome
    minutes: int | None = None
    words: str = ""
    promised_on: date | None = None
