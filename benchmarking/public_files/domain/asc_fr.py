"""The ASC-FR data file: one figure a row; of home care its unit costs, hours and spend, by words old and new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.asc_fr_amounts import AMOUNTS, added_up, amount_of, spend_over_hours
from benchmarking.public_files.domain.periods import year_ending
from benchmarking.public_files.domain.public_measures import MEASURES
from benchmarking.public_files.domain.raw_tables import Cells, Frame, Keeps, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import WORDS, column, empty, plain
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

_NEEDED = frozenset({"geographycode", "dimensiongroup", "itemvalue", "fyending"})
_SAYS_WHAT = ("supportsetting", "caretype", "financedescription", "financetype")
_HOME_CARE = ("home care", "homecare", "domiciliary")
RATE = "rate"
# What else a row may be narrowed to; of a council's figures the one over all of each is taken, where there is one.
_NARROWED_BY = ("ageband", "primarysupportreason", "purpose")
_OVER_ALL = frozenset({"", "99", "all", "total", "all ages", "18 and over", "18+", "not applicable", "z"})
_IN_HOUSE, _EXTERNAL = ("in house", "in-house", "inhouse", "own provision"), ("external", "independent")
_STEMS = {RATE: "asc_fr", **AMOUNTS}


def _key(cell: str) -> str:
    """Return a column's name as it is compared; until 2019 names end in _Key."""
    return plain(cell).removesuffix("_key").replace("_", "").replace(" ", "")


def is_heading(cells: Cells, _above: Sequence[Cells]) -> bool:
    return {_key(cell) for cell in cells} >= _NEEDED


def keeper(heading: Cells) -> Keeps:
    """Return which rows are of use: unit costs, hours and spend of home care."""
    keys = [_key(cell) for cell in heading]
    group = keys.index("dimensiongroup")
    says = [place for place, key in enumerate(keys) if key in _SAYS_WHAT]

    def keeps(cells: Cells) -> bool:
        words = " ".join(plain(cells[place]) for place in says if place < len(cells))
        return group < len(cells) and bool(what_of(plain(cells[group]), words))

    return keeps


def what_of(group: str, words: str) -> str:
    """Return what a row of a group is of: the rate, hours or spend of home care; blank for anything else."""
    if not any(said in words for said in _HOME_CARE):
        return ""
    return RATE if "unit cost" in group else amount_of(group, words)


def provision_of(words: str) -> str:
    """Return the last part of a measure's key; “none” for a row of neither provision, nor of both."""
    said = plain(words)
    if any(word in said for word in _EXTERNAL):
        return "external"
    if any(word in said for word in _IN_HOUSE):
        return "in_house"
    return "all" if said in _OVER_ALL else "none"


def frame(table: RawTable, asked_period: str) -> Frame:
    keys = [_key(cell) for cell in table.heading]
    width = len(keys)
    rows = [[number, *(cells + [""] * width)[:width]] for number, cells in table.rows]
    if not rows:
        return empty()
    found = pd.DataFrame(rows, columns=["row", *keys], dtype=object)
    found = found.loc[:, ~found.columns.duplicated()]
    words = [" ".join(plain(str(one.get(key, ""))) for key in _SAYS_WHAT) for one in found.to_dict("records")]
    groups = found["dimensiongroup"].map(plain)
    found["words"] = words
    found["what"] = [what_of(group, said) for group, said in zip(groups, words, strict=True)]
    provisions = _column(found, "activityprovision").map(provision_of)
    found["measure"] = found["what"].map(_STEMS.get) + "_" + provisions
    found = found[found["measure"].isin(MEASURES)].copy()
    found["period"] = found["fyending"].map(lambda text: year_ending(text) or asked_period)
    found["code"], found["text"] = found["geographycode"], found["itemvalue"]
    name = "dhgeographyname" if "dhgeographyname" in found else "geographyname"
    found["name"] = _column(found, name)
    return _told(_of_each_kind(found))


def _of_each_kind(found: Any) -> Any:
    """Return rates over all ages, reasons and purposes; and amounts, added up where no row is over all of them."""
    rates, amounts = found[found["what"] == RATE], found[found["what"] != RATE]
    for narrowed in _NARROWED_BY:
        rates = _over_all(rates, narrowed)
    summed = added_up(amounts, [name for name in (*_NARROWED_BY, "caretype") if name in amounts], _OVER_ALL)
    whole = pd.concat([rates, summed, spend_over_hours(summed)], ignore_index=True)
    return whole[["row", "measure", "code", "name", "period", "text"]]


def _told(found: Any) -> Frame:
    keys = [key for key in MEASURES if key.startswith("asc_fr_")]
    told = pd.DataFrame([column(key, period="") for key in keys]).drop(columns=["period"])
    return found.merge(told, on="measure").sort_values("row", kind="stable")[list(WORDS)]


def _column(found: Any, name: str) -> Any:
    return found[name] if name in found else pd.Series("", index=found.index, dtype=object)


def _over_all(found: Any, narrowed: str) -> Any:
    """Return the rows that are over all ages, reasons or purposes, if there are any; else all."""
    if narrowed not in found:
        return found
    over_all = found[found[narrowed].map(plain).isin(_OVER_ALL)]
    return found if over_all.empty else over_all


ASC_FR = PublicLayout(PublicSource.ASC_FR, is_heading, keeper, frame)
