"""What Annex B is written from, beside the figures: engagement, decisions, words, and the terms of the exercise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from costing.form import Form
from reports.annexes.domain.annex_facts import AnnexFacts


@dataclass(frozen=True)
class ProcessCounts:
    """How often the team decided or asked something, by reason or outcome in words; names nobody."""

    returns_left_out: Mapping[str, int] = field(default_factory=dict)
    lines_left_out: Mapping[str, int] = field(default_factory=dict)
    adjustments: Mapping[str, int] = field(default_factory=dict)
    questions: Mapping[str, int] = field(default_factory=dict)
    questions_by_cycle: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    returns_asked: int = 0


@dataclass(frozen=True)
class EngagementFacts:
    """The sections of engagement as plain values, and the market that percentages are of."""

    as_at: str = ""
    sections: tuple[Mapping[str, Any], ...] = ()
    providers: int = 0
    locations: int = 0
    weight: str = "0"


@dataclass(frozen=True)
class ReportFacts:
    """All that a report is written from.

    ``words`` are those typed for the exercise, frozen with its release: roo, roc, method. ``used`` are the providers,
    locations and hours or beds behind the figures; {} in the public edition. ``rates`` are those at the price date.
    """

    figures: AnnexFacts
    opens_on: str
    closes_on: str
    engagement: EngagementFacts
    words: Mapping[str, str]
    rates: Mapping[str, str]
    process: ProcessCounts = ProcessCounts()
    used: Mapping[str, str] = field(default_factory=dict)
    occupancy: str = ""

    @property
    def form(self) -> Form:
        return self.figures.form

    @property
    def is_exact(self) -> bool:
        return self.figures.is_exact

    @property
    def is_homecare(self) -> bool:
        return self.form.weight == "hours"

    @property
    def places(self) -> str:
        return "branches" if self.is_homecare else "homes"
