"""A study as it is set up, and what an interviewee agreed to."""

from dataclasses import dataclass

from engagement.interviews.domain.coverage_matrix import FrameCell
from engagement.interviews.domain.themes import Theme


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study to be set up: its themes, whom to interview, and the seed of the draw."""

    name: str
    purpose: str
    themes: tuple[Theme, ...]
    cells: tuple[FrameCell, ...]
    seed: int
    more_names: str = ""


@dataclass(frozen=True, slots=True)
class InterviewConsent:
    """What an interviewee agreed to."""

    may_note: bool
    may_record: bool
    may_quote: bool
    wants_to_check: bool
