"""The list of measures of a council's own market that may be published, as data."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "published_measures.csv"


@dataclass(frozen=True, slots=True)
class PublishedMeasure:
    """A measure on the list; ``counts`` says what it is made of, and so when it is too few."""

    key: str
    chapter: str
    level: str
    label: str
    unit: str
    counts: str


@cache
def published_measures() -> tuple[PublishedMeasure, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        names = ("measure", "chapter", "level", "label", "unit", "counts")
        return tuple(PublishedMeasure(*(row[name] for name in names)) for row in rows)
