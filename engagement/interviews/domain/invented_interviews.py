"""Invented interviews of a region: who was asked, and what they said by theme, put together from lists of phrases."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from engagement.interviews.domain.themes import Theme

PHRASES = Path(__file__).parent / "data" / "invented_phrases.csv"
SUB_REGIONS = ("Inner north", "Inner south", "Outer east", "Outer south", "Outer west")
CELLS = (
    *((f"Commissioners, {name}", 2, 3) for name in SUB_REGIONS),
    ("Large providers", 3, 5),
    ("Small and medium providers", 3, 6),
    ("Providers that leave", 3, 5),
    ("Private only", 3, 5),
)
GROUPS = {"Providers that leave": "leaving", "Private only": "private only"}
DECLINED = ("No time before the summer", "Their manager has left", "They have been asked often enough")
SENTENCES = 3


@dataclass(frozen=True, slots=True)
class InventedMember:
    """Somebody in an invented frame; ``wanted`` tells whether they were interviewed."""

    number: int
    cell: str
    kind: str
    group: str
    organisation: str
    descriptions: tuple[str, ...]
    place: int
    is_interviewed: bool


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence of the notes, with the codes that a coder finds in it."""

    text: str
    codes: tuple[str, ...]


def invented_members(councils: Iterable[str]) -> Iterator[InventedMember]:
    """Yield a frame of ten cells: two councils a sub-region, and three providers of each kind, are interviewed."""
    names, number = list(councils), 0
    for cell, target, size in CELLS:
        for place in range(1, size + 1):
            is_council = cell.startswith("Commissioners")
            yield InventedMember(
                number + 1, cell, "commissioner" if is_council else "provider", GROUPS.get(cell, ""),
                f"{names[number % len(names)]} Council" if is_council else f"Invented Care {number + 1}",
                _descriptions(cell), place, place <= target,
            )  # fmt: skip
            number += 1


def _descriptions(cell: str) -> tuple[str, ...]:
    if cell.startswith("Commissioners"):
        place = "inner" if "Inner" in cell else "outer"
        return (f"a commissioner, {place} part of the region", "a commissioner")
    said = {"Large providers": "a large provider", "Small and medium providers": "a small or medium provider"}
    return tuple(filter(None, (said.get(cell, ""), "a provider")))


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[SaidSentence, ...]]:
    """Return the phrases of each theme."""
    found: dict[str, list[SaidSentence]] = {}
    with PHRASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = tuple(code.strip() for code in row["codes"].split(";") if code.strip())
            found.setdefault(row["theme"], []).append(SaidSentence(row["phrase"], codes))
    return {theme: tuple(said) for theme, said in found.items()}


def said_to(theme: Theme, random: Random) -> tuple[SaidSentence, ...]:
    """Return what one interviewee says to a theme."""
    offered = phrases()[theme.key]
    return tuple(random.sample(offered, min(SENTENCES, len(offered))))


def coded_again(said: tuple[SaidSentence, ...], random: Random) -> list[tuple[str, ...]]:
    """Return the codes that a second coder gives: mostly the same, now and then one fewer."""
    return [each.codes[1:] if random.random() < 0.15 else each.codes for each in said]
