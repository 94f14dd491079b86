"""The ASC-FR data file: one figure a row; of it the unit costs of home care, in column names old and new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.periods import year_ending
from benchmarking.public_files.domain.raw_tables import Cells, Frame, Keeps, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import WORDS, column, empty, plain
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

_NEEDED = frozenset({"geographycode", "dimensiongroup", "itemvalue", "fyending"})
_SAYS_HOME_CARE = ("supportsetting", "caretype", "financedescription", "financetype")
# What else a row may be narrowed to; of a council's figures the one over all of each is taken, where there is one.
_NARROWED_BY = ("ageband", "primarysupportreason", "purpose")
_OVER_ALL = frozenset({"", "99", "all", "total", "all ages", "18 and over", "18+", "not applicable", "z"})
_IN_HOUSE, _EXTERNAL = ("in house", "in-house", "inhouse", "own provision"), ("external", "independent")


def _key(cell: str) -> str:
    """Return a column's name as it is compared; until 2019 names end in _Key."""
    return plain(cell).removesuffix("_key").replace("_", "").replace(" ", "")


def is_heading(cells: Cells, _above: Sequence[Cells]) -> bool:
    return {_key(cell) for cell in cells} >= _NEEDED


def keeper(heading: Cells) -> Keeps:
    """Return which rows are of use: unit costs of home care."""
    keys = [_key(cell) for cell in heading]
    group = keys.index("dimensiongroup")
    says = [place for place, key in enumerate(keys) if key in _SAYS_HOME_CARE]

    def keeps(cells: Cells) -> bool:
        if group >= len(cells) or "unit cost" not in plain(cells[group]):
            return False
        words = " ".join(plain(cells[place]) for place in says if place < len(cells))
        return "home care" in words or "homecare" in words or "domiciliary" in words

    return keeps


def provision_of(words: str) -> str:
    said = plain(words)
    if any(word in said for word in _EXTERNAL):
        return "asc_fr_external"
    if any(word in said for word in _IN_HOUSE):
        return "asc_fr_in_house"
    return "asc_fr_all" if said in _OVER_ALL else ""


def frame(table: RawTable, asked_period: str) -> Frame:
    keys = [_key(cell) for cell in table.heading]
    width = len(keys)
    rows = [[number, *(cells + [""] * width)[:width]] for number, cells in table.rows]
    if not rows:
        return empty()
    found = pd.DataFrame(rows, columns=["row", *keys], dtype=object)
    found = found.loc[:, ~found.columns.duplicated()]
    for narrowed in _NARROWED_BY:
        found = _over_all(found, narrowed)
    found["measure"] = _column(found, "activityprovision").map(provision_of)
    found = found[found["measure"] != ""]
    told = pd.DataFrame([column(key, period="") for key in ("asc_fr_external", "asc_fr_in_house", "asc_fr_all")])
    found = found.merge(told.drop(columns=["period"]), on="measure").sort_values("row")
    found["period"] = found["fyending"].map(lambda text: year_ending(text) or asked_period)
    found["code"], found["text"] = found["geographycode"], found["itemvalue"]
    name = "dhgeographyname" if "dhgeographyname" in found else "geographyname"
    found["name"] = _column(found, name)
    return found[list(WORDS)]


def _column(found: Any, name: str) -> Any:
    return found[name] if name in found else pd.Series("", index=found.index, dtype=object)


def _over_all(found: Any, narrowed: str) -> Any:
    """Return the rows that are over all ages, reasons or purposes, if there are any; else all."""
    if narrowed not in found:
        return found
    over_all = found[found[narrowed].map(plain).isin(_OVER_ALL)]
    return found if over_all.empty else over_all


ASC_FR = PublicLayout(PublicSource.ASC_FR, is_heading, keeper, frame)
