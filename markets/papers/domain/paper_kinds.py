"""The two kinds of paper and their sections: what the council types of each, as data."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "paper_sections.csv"


class PaperKind(StrEnum):
    """Whether a paper is on money and staff, or on equality and human rights."""

    RESOURCE = "resource"
    EQUALITY = "equality"

    @property
    def label(self) -> str:
        return {"resource": "Resource and financial impact", "equality": "Equality and human rights impact"}[self.value]


class SectionShape(StrEnum):
    """What is typed into a section: words, an effect with words, lines of staff time, or lines of costs."""

    WORDS = "words"
    EFFECT = "effect"
    STAFF = "staff"
    COSTS = "costs"


class LikelyEffect(StrEnum):
    """What a change does to those whom a section speaks of."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"better": "Better", "same": "No difference", "worse": "Worse", "unknown": "Not known"}[self.value]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section: ``measures`` are those of the market that say something of it, ``cannot_say`` what no file holds."""

    key: str
    group: str
    title: str
    shape: SectionShape
    hint: str
    measures: tuple[str, ...] = ()
    cannot_say: str = ""

    def is_written(self, typed: object) -> bool:
        """Tell whether all that the section asks for was typed."""
        said = typed if isinstance(typed, dict) else {}
        asked = ("effect", "words") if self.shape is SectionShape.EFFECT else ("words",)
        return all(str(said.get(name, "")).strip() for name in asked)


@cache
def sections_of(kind: PaperKind) -> tuple[PaperSection, ...]:
    """Return the sections of a kind in the order of its paper."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return tuple(
        PaperSection(
            row["key"], row["group"], row["title"], SectionShape(row["shape"]), row["hint"],
            tuple(filter(None, row["measures"].split(";"))), row["cannot_say"],
        )
        for row in rows
    )  # fmt: skip


def section_called(kind: PaperKind, key: str) -> PaperSection | None:
    return next((one for one in sections_of(kind) if one.key == key), None)
