"""What a regional report is made of: an edition as it left, and the findings and quotes that were released."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarking.toolkit.domain.levers import Lever, shipped_levers
from costing.figure_words import day_in_words

# What no sentence of ours says of things that go together: it would claim that one makes the other.
CLAIMS = re.compile(r"\b(?:cause[sd]?|because|drives?|improves?|saves?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaidFinding:
    """A released finding: its sentence, how many say so in a word, and its themes."""

    sentence: str
    said_by: str
    themes: frozenset[str]

    @property
    def claims(self) -> bool:
        return bool(CLAIMS.search(self.sentence))


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """A released quote with the description that at least five share."""

    text: str
    description: str
    theme: str


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """``document`` is the edition as every recipient reads it alike; ``reads_words``: whether the asker is of the
    authority that released what people said; ``levers`` are its toolkit as it stands, retired ones too.
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
