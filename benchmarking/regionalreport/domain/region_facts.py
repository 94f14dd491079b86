"""What a regional report is made of: an edition as it left, and the findings and quotes that were released."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarking.editions.domain.said_words import SaidFinding, SaidQuote
from benchmarking.toolkit.domain.levers import Lever, shipped_levers
from costing.figure_words import day_in_words


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """``document`` is the edition as every recipient reads it alike; ``reads_words``: whether what people said is in
    it for whoever asks; ``levers`` are its office's toolkit as it stands, retired ones too.
    """

    host: str
    round_name: str
    number: int
    document: Mapping[str, Any]
    findings: tuple[SaidFinding, ...] = ()
    quotes: tuple[SaidQuote, ...] = ()
    reads_words: bool = True
    levers: tuple[Lever, ...] = shipped_levers()

    @property
    def week(self) -> str:
        return day_in_words(date.fromisoformat(self.document["week"]))

    @property
    def printed(self) -> dict[str, SaidFinding]:
        """Return the findings by the number that the report gives them; one that claims a cause is not printed."""
        return {f"F{at}": one for at, one in enumerate((one for one in self.findings if not one.claims), 1)}

    def on(self, *themes: str) -> dict[str, SaidFinding]:
        return {key: one for key, one in self.printed.items() if one.themes & set(themes)}
