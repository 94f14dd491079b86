"""What may be asked of a council's list, and what its words usually mean, as data."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from register.domain.place_names import KnownPlaces, NamedLocation, Places
from spreadsheets.file_questions import Answers, FileQuestion, GatheredQuestions, asked_document, used_document
from spreadsheets.word_likeness import PhraseBook, plain_words

_HERE = Path(__file__).parent
MOST_SHOWN = 200


class CouncilQuestionKind(StrEnum):
    COLUMN = "column"
    CONTRACTED = "contracted"
    LOCATION = "location"
    ROWS = "rows"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    CouncilQuestionKind.COLUMN: "Column",
    CouncilQuestionKind.CONTRACTED: "Contracted",
    CouncilQuestionKind.LOCATION: "Location",
    CouncilQuestionKind.ROWS: "Rows",
}


@dataclass(frozen=True)
class PlacesOfExercise:
    """The locations of an exercise by ID and by name, both in small letters, and the names of their providers."""

    by_id: dict[str, NamedLocation] = field(default_factory=dict)
    by_name: dict[str, tuple[NamedLocation, ...]] = field(default_factory=dict)
    providers: dict[Any, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListBasis:
    """What a list is read with: locations by name, and the answers kept; where nobody ``asks`` all else is a fault."""

    known: KnownPlaces = field(default_factory=PlacesOfExercise)
    answers: Answers = field(default_factory=dict)
    asks: bool = False


@dataclass
class ListQuestions(GatheredQuestions[FileQuestion]):
    """``left_out`` are rows, ``skipped`` columns that are not read, as was said or as the portal knows."""

    places: Places = field(default_factory=lambda: Places(PlacesOfExercise()))
    asks: bool = False
    left_out: list[int] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def is_pending(self) -> bool:
        return self.asks and bool(self.questions)

    @property
    def as_json(self) -> dict[str, Any]:
        """Return what a page shows: the questions, or how the list was read by answers."""
        if self.is_pending:
            return asked_document(self.questions.values()) | {"is_empty": True}
        used = [used_document(each, self.answers, _LABELS[CouncilQuestionKind(each.kind)]) for each in self._used()]
        rows = sorted(set(self.left_out))
        return {
            "used": used,
            "skipped": self.skipped[:MOST_SHOWN],
            "left_out": rows[:MOST_SHOWN],
            "left_out_count": len(rows),
        }

    def _used(self) -> Iterator[FileQuestion]:
        yield from list(self.used.values())[:MOST_SHOWN]


@cache
def usual_headings() -> PhraseBook[str]:
    return PhraseBook({plain_words(row["heading"]): row["meaning"] for row in _rows("council_headings.csv")})


@cache
def usual_contracts() -> PhraseBook[tuple[str, bool]]:
    """Return what councils write for *contracted*: yes or no, and whether that is sure."""
    rows = _rows("council_words.csv")
    return PhraseBook(
        {plain_words(row["words"]) or row["words"]: (row["contracted"], row["sure"] == "yes") for row in rows}
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
