"""Measures in words: what each is called, its unit, and how a figure of it is written."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from costing.figure_words import gbp, percent
from markets.profiles.domain.figure_rows import FigureRow
from spreadsheets.decimals import rounded

FILE = Path(__file__).parent / "data" / "measure_words.csv"
UNKNOWN = "unknown"
# Why a figure is not shown, by its rule.
HIDDEN = {
    "C5": "fewer than five clients",
    "W5": "fewer than five careworkers",
    "Z5": "too few for a zone",
    "V15": "times filled in by hand",
}
# The same beside a bar, where there is little room; the table says it whole.
HIDDEN_SHORTLY = {"C5": "too few", "W5": "too few", "Z5": "too few", "V15": "by hand"}
UNITS = {"hours": " h", "minutes": " min", "days": " days", "weeks": " weeks", "km": " km", "miles": " miles"}


@dataclass(frozen=True, slots=True)
class MeasureWords:
    key: str
    label: str
    unit: str


@cache
def measure_words() -> Mapping[str, MeasureWords]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: MeasureWords(row["key"], row["label"], row["unit"]) for row in csv.DictReader(file)}


def unit_of(measure: str) -> str:
    found = measure_words().get(measure.partition(".")[0])
    return found.unit if found else "count"


def words_of(row: FigureRow | None, unit: str = "") -> str:
    """Return a figure as a person writes it; why it is hidden, or that it is unknown."""
    if row is None:
        return UNKNOWN
    if row.hidden:
        return HIDDEN.get(row.hidden, row.hidden)
    if row.middle is None:
        return UNKNOWN
    return number_words(row.middle, unit or unit_of(row.measure))


def short_words_of(row: FigureRow | None, unit: str = "") -> str:
    """Return a figure as it stands beside a bar."""
    return HIDDEN_SHORTLY[row.hidden] if row and row.hidden in HIDDEN_SHORTLY else words_of(row, unit)


def number_words(number: Decimal, unit: str) -> str:
    if unit == "share":
        return percent(number)
    if unit == "pounds":
        return gbp(number)
    if unit == "index":
        return f"{rounded(number, 3)}"
    if unit == "points":
        return f"{rounded(number, 0):,}"
    places = 0 if abs(number) >= 100 or number == int(number) else 1
    return f"{rounded(number, places):,}{UNITS.get(unit, '')}"
