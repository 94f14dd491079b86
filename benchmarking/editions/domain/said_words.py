"""What people said, as it leaves with an edition: findings and quotes that a second person had approved by then."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# What no sentence of ours says of things that go together: it would claim that one makes the other.
CLAIMS = re.compile(r"\b(?:cause[sd]?|because|drives?|improves?|saves?)\b", re.IGNORECASE)
# Where an edition has them. One that was drafted before words went with editions has none.
SAID = "said"


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
class SaidWords:
    """Findings and quotes, the oldest study first."""

    findings: tuple[SaidFinding, ...] = ()
    quotes: tuple[SaidQuote, ...] = ()

    @property
    def shown(self) -> list[SaidFinding]:
        """Return the findings but for those that claim a cause, which are printed nowhere."""
        return [one for one in self.findings if not one.claims]

    def but_for(self, others: "SaidWords") -> int:
        """Return how many of these are not among others."""
        return len({*self.findings} - {*others.findings}) + len({*self.quotes} - {*others.quotes})


def words_part(words: SaidWords) -> dict[str, Any]:
    """Return what people said as the part of an edition's document: no interview, no study and nobody's name."""
    return {
        "findings": [{"sentence": one.sentence, "said_by": one.said_by, "themes": sorted(one.themes)}
                     for one in words.findings],
        "quotes": [{"text": one.text, "description": one.description, "theme": one.theme} for one in words.quotes],
    }  # fmt: skip


def words_in(document: Mapping[str, Any]) -> SaidWords:
    """Return what people said of an edition or of a copy; nothing where it carries no words."""
    part: Mapping[str, Iterable[Mapping[str, Any]]] = document.get(SAID, {})
    findings = (SaidFinding(one["sentence"], one["said_by"], frozenset(one["themes"]))
                for one in part.get("findings", ()))  # fmt: skip
    quotes = (SaidQuote(one["text"], one["description"], one["theme"]) for one in part.get("quotes", ()))
    return SaidWords(tuple(findings), tuple(quotes))
