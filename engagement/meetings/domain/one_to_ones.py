"""The values of 1-2-1s: what an officer opens, what a provider books, and the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.meetings.domain.meetings import Medium
from engagement.meetings.domain.series import Span


@dataclass(frozen=True, slots=True)
class Opening:
    """The times that an officer opens; those in the past or overlapping with open ones are left out."""

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
    """The people who come, how to reach them, and what they want to talk about, which goes into no mail."""

    name: str
    email: str
    phone: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """The outcome; ``minutes`` is how long it took, ``words`` are a note of the side that writes it."""

    outcome: ContactOutcome
    minutes: int | None = None
    words: str = ""
    promised_on: date | None = None
