"""A study as it is set up, and what an interviewee agreed to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engagement.interviews.domain.coverage_matrix import FrameCell
from engagement.interviews.domain.themes import Theme


@dataclass(frozen=True, slots=True)
class MarketTestTerms:
    """What a soft market test has beside themes: whose providers are asked, what they are told, when they may write.

    Without days nobody writes online; without an event there is no workshop.
    """

    exercise_id: UUID
    introduction: str
    opens_on: date | None = None
    closes_on: date | None = None
    event_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study to be set up: its themes, whom to interview, and the seed of the draw."""

    name: str
    purpose: str
    themes: tuple[Theme, ...]
    cells: tuple[FrameCell, ...]
    seed: int
    more_names: str = ""
    test: MarketTestTerms | None = None


@dataclass(frozen=True, slots=True)
class InterviewConsent:
    """What an interviewee agreed to."""

    may_note: bool
    may_record: bool
    may_quote: bool
    wants_to_check: bool
