"""What an evaluation is judged by: its measures with their definitions, its looks, and the digest that freezes both."""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markets.evaluation.domain.measured_change import FEWEST_WEEKS, LEVEL
from markets.profiles.domain.market_profile import EDITION as MEASURES_EDITION
from markets.profiles.domain.measure_words import measure_words

FILE = Path(__file__).parent / "data" / "measure_definitions.csv"
# Months after the change; at 0 the baseline is frozen.
LOOKS = (0, 3, 6, 12)
# Twelve weeks before a change and twelve up to three months after it never meet.
FEWEST_OF_A_LOOK, MOST_OF_A_LOOK = 4, 12
# Counted up by whoever changes what a look comes to.
EDITION = 1
TEST = (
    f"A week is the unit. Welch's t of the weeks of a look against those of the baseline, {FEWEST_WEEKS} weeks or more "
    f"on either side; waits by the log-rank test, with how many times as likely their end is on a day; 95 % intervals; "
    f"all measures of a look judged together by Holm at {LEVEL:.0%}."
)


@dataclass(frozen=True, slots=True)
class JudgedMeasure:
    key: str
    label: str
    unit: str
    definition: str


@dataclass(frozen=True, slots=True)
class PlannedEvaluation:
    """What a person says of an evaluation."""

    name: str
    what: str
    change_on: date
    weeks: int
    measures: tuple[str, ...]


@cache
def judged_measures() -> Mapping[str, JudgedMeasure]:
    """Return every measure that a look can be judged by: those of a week's visits as in the catalogue, then the others.

    Continuity and new faces look at four weeks or more of a client; rounds and gaps are for independent-held visits.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: _judged(row) for row in csv.DictReader(file)}


def _judged(row: Mapping[str, str]) -> JudgedMeasure:
    """Return a line of the list; a measure of visits is called as everywhere."""
    words = measure_words().get(row["key"])
    label, unit = (words.label, words.unit) if words else (row["label"], row["unit"])
    return JudgedMeasure(row["key"], label, unit, row["definition"])


def definitions(name: str, what: str, change_on: date, weeks: int, measures: Iterable[str]) -> dict[str, Any]:
    """Return all that is frozen when an evaluation begins."""
    known, chosen = judged_measures(), set(measures)
    return {
        "name": name,
        "what": what,
        "change_on": change_on.isoformat(),
        "weeks": weeks,
        "looks": list(LOOKS),
        "test": TEST,
        "editions": [EDITION, MEASURES_EDITION],
        "measures": [[key, one.label, one.unit, one.definition] for key, one in known.items() if key in chosen],
    }


def are_of_now(frozen: Mapping[str, Any]) -> bool:
    """Tell whether the code still works measures out as it did when they were frozen."""
    return frozen.get("editions") == [EDITION, MEASURES_EDITION]


def measures_in(frozen: Mapping[str, Any]) -> list[JudgedMeasure]:
    return [JudgedMeasure(*row) for row in frozen.get("measures", ())]


def digest_of_document(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
