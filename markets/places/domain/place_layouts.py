"""How a published list of places is read: its columns by their names, or by their looks where it has no names."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markets.places.domain.place_sources import PlaceSource

NAMES = Path(__file__).parent / "data" / "place_columns.csv"
HEAD_WITHIN = 10
# Years in names of columns change with each edition: lad23cd, lad25cd.
_YEAR = re.compile(r"[0-9]{2}(?=cd$)")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}")
# Code-Point Open as it is published: no row of names.
_BARE = ("postcode", "quality", "east", "north", "country", "region", "health", "county", "district", "ward")
_A_PLACE = frozenset({"postcode", "east", "north"})


class UnreadablePlaces(Exception):
    """A file of which nothing can be used; its argument says why, in words."""


@dataclass(frozen=True, slots=True)
class PlaceLayout:
    """Which list it is, where each field stands, how many cells a row has, and how many rows its head."""

    source: PlaceSource
    columns: Mapping[str, int]
    width: int
    head: int


def layout_of(rows: Sequence[Sequence[str]]) -> PlaceLayout | None:
    """Return the layout of the first rows of a file; None where they are no list that is known."""
    for number, row in enumerate(rows[:HEAD_WITHIN]):
        columns = _columns(row)
        source = _source(row, columns)
        if source is not None:
            return PlaceLayout(source, columns, len(row), number + 1)
    return _bare(rows[0]) if rows else None


def layout_trouble(rows: Sequence[Sequence[str]]) -> str:
    """Return why the first rows are no list of places, in a sentence."""
    columns = next((found for row in rows[:HEAD_WITHIN] if (found := _columns(row))), {})
    if "postcode" in columns or "lsoa" in columns:
        missing = "eastings and northings" if "postcode" in columns else "a rural–urban class"
        return f"This file has no {missing}. {WANTED}"
    shown = ", ".join(cell.strip()[:30] for cell in rows[0][:4] if cell.strip()) if rows else ""
    return f"This is no list of places that we know. {f'It begins with: {shown[:120]}. ' if shown else ''}{WANTED}"


WANTED = (
    "Send Code-Point Open (CSV) of the Ordnance Survey, the ONS Postcode Directory, or the rural–urban classification "
    "of LSOAs as CSV, or the zip that it came in."
)


def _columns(row: Sequence[str]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = " ".join(cell.casefold().replace("_", " ").lstrip("\ufeff").split())
        heads.setdefault(plain, place)
        heads.setdefault(_YEAR.sub("", plain), place)
    known = {field: next((name for name in names if name in heads), None) for field, names in _names().items()}
    return {field: heads[name] for field, name in known.items() if name is not None}


def _source(row: Sequence[str], columns: Mapping[str, int]) -> PlaceSource | None:
    if columns.keys() >= _A_PLACE:
        return PlaceSource.ONSPD if columns.keys() & {"ended", "lsoa"} else PlaceSource.CODE_POINT
    if "postcode" in columns or not columns.keys() >= {"lsoa", "class"}:
        return None
    return PlaceSource.RUC_2011 if "11" in row[columns["lsoa"]] else PlaceSource.RUC_2021


def _bare(row: Sequence[str]) -> PlaceLayout | None:
    if len(row) != len(_BARE) or not POSTCODE.fullmatch(row[0].strip().upper()):
        return None
    if not all(cell.strip().isdecimal() for cell in row[1:4]):
        return None
    return PlaceLayout(PlaceSource.CODE_POINT, {field: place for place, field in enumerate(_BARE)}, len(row), 0)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["field"]: tuple(row["names"].split(";")) for row in csv.DictReader(file)}
