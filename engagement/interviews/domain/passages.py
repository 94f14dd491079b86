"""Notes as sentences, which is what a coder marks: numbered, each with where it begins and ends in the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
MOST_SENTENCES = 2_000


@dataclass(frozen=True, slots=True)
class NotedSentence:
    """A sentence of a section's notes, from its first letter to before ``end``."""

    number: int
    start: int
    end: int
    text: str


def sentences_of(notes: str) -> list[NotedSentence]:
    """Return the sentences and lines of notes; blank ones are left out."""
    found: list[NotedSentence] = []
    start = 0
    for stop, after in [*((match.start(), match.end()) for match in _END.finditer(notes)), (len(notes), len(notes))]:
        text = notes[start:stop]
        lead = len(text) - len(text.lstrip())
        if text.strip():
            found.append(NotedSentence(len(found) + 1, start + lead, start + len(text.rstrip()), text.strip()))
        start = after
    return found[:MOST_SENTENCES]


def with_plain_ends(notes: str) -> str:
    """Return notes with one letter at the end of a line, as other programs count: pages send two."""
    return notes.replace("\r\n", "\n").replace("\r", "\n")


def place_with_plain_ends(notes: str, place: int) -> int:
    """Return where a place of notes lies once each line ends in one letter."""
    return place - notes.count("\r\n", 0, place)


def codes_given(passages: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the codes given anywhere in a section."""
    return frozenset(code for passage in passages for code in passage["codes"])


def passage_rows(
    sentences: Sequence[NotedSentence], chosen: Mapping[int, Iterable[str]], codes: Iterable[str]
) -> list[dict[str, Any]]:
    """Return what is kept of a coding: for each sentence with codes where it lies and which they are.

    Sentences and codes that there are not are passed over: they come from a page that was open too long.
    """
    known = set(codes)
    rows = []
    for sentence in sentences:
        given = sorted(set(chosen.get(sentence.number, ())) & known)
        if given:
            rows.append({"start": sentence.start, "end": sentence.end, "codes": given})
    return rows


def chosen_in(sentences: Sequence[NotedSentence], passages: Iterable[Mapping[str, Any]]) -> dict[int, list[str]]:
    """Return the codes of each sentence, by number, of what was kept."""
    starts = {passage["start"]: list(passage["codes"]) for passage in passages}
    return {each.number: starts[each.start] for each in sentences if each.start in starts}
