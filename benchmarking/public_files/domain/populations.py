"""ONS population by age: a row an area, sex and age group, a column a year; of it people aged 65+ and 85+."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.council_book import level_of
from benchmarking.public_files.domain.figure_cells import figure_of
from benchmarking.public_files.domain.raw_tables import Cells, Frame, Keeps, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import WORDS, column, empty, plain
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

_CODE, _AGE, _SEX = frozenset({"areacode"}), frozenset({"agegroup", "age"}), frozenset({"sex", "gender"})
_NAME = frozenset({"areaname", "area", "name"})
_EVERYBODY = frozenset({"persons", "person", "all", "all persons", "both", "total", "0", "3"})
_YEAR = re.compile(r"(19|20)\d\d")
_FROM = re.compile(r"^(\d{1,3})\s*(?:(-|to)\s*(\d{1,3})|\+|and over|plus)?$")
_BOUNDS = {"population_65": 65, "population_85": 85}


def _key(cell: str) -> str:
    return plain(cell).replace("_", "").replace(" ", "")


def _places(heading: Sequence[str]) -> tuple[int | None, int | None, int | None]:
    keys = [_key(cell) for cell in heading]
    code, age, sex = (
        next((place for place, key in enumerate(keys) if key in names), None) for names in (_CODE, _AGE, _SEX)
    )
    return code, age, sex


def _years(heading: Sequence[str]) -> dict[int, str]:
    return {place: cell for place, cell in enumerate(heading) if _YEAR.fullmatch(cell)}


def is_heading(cells: Cells, _above: Sequence[Cells]) -> bool:
    return None not in _places(cells) and bool(_years(cells))


def ages_of(words: str) -> tuple[int, int] | None:
    """Return the first and last age of a group, 999 for one without an end; None for “All ages”."""
    match = _FROM.match(plain(words).removeprefix("aged "))
    if match is None:
        return None
    low = int(match[1])
    if match[3]:
        return low, int(match[3])
    return low, low if match[0] == match[1] else 999


def keeper(heading: Cells) -> Keeps:
    """Return which rows are of use: councils and comparators, ages of 65 and over."""
    code, age, _ = _places(heading)
    assert code is not None and age is not None

    def keeps(cells: Cells) -> bool:
        if max(code, age) >= len(cells) or level_of(cells[code].upper()) is None:
            return False
        ages = ages_of(cells[age])
        return ages is not None and ages[0] >= min(_BOUNDS.values())

    return keeps


def frame(table: RawTable, _asked_period: str) -> Frame:
    code, age, sex = _places(table.heading)
    years = _years(table.heading)
    width = len(table.heading)
    rows = [[number, *(cells + [""] * width)[:width]] for number, cells in table.rows]
    if not rows:
        return empty()
    wide = pd.DataFrame(rows, columns=["row", *range(width)], dtype=object)
    name = next((place for place, cell in enumerate(table.heading) if _key(cell) in _NAME), None)
    wide["name"] = wide[name] if name is not None else ""
    wide = wide.rename(columns={code: "code", age: "age", sex: "sex"})
    everybody = wide[wide["sex"].map(plain).isin(_EVERYBODY)]
    long = (wide if everybody.empty else everybody).melt(["row", "code", "name", "age"], list(years), "place", "text")
    long["period"] = long["place"].map(years)
    return pd.concat([_summed(long, measure, low) for measure, low in _BOUNDS.items()])[list(WORDS)]


def _summed(long: Any, measure: str, low: int) -> Any:
    """Return the sums over the ages from ``low``; a sum that lacks an age, or of which a cell is no number, is none."""
    of = long[long["age"].map(lambda words: (ages_of(words) or (0, 0))[0] >= low)]
    groups = of.groupby(["code", "name", "period"], sort=False)
    found = groups.agg(row=("row", "min"), text=("text", _total)).reset_index()
    ages = groups["age"].agg(lambda words: _is_whole({ages_of(word) or (0, 0) for word in words}, low)).to_numpy()
    found.loc[~ages.astype(bool), "text"] = ""
    told = pd.DataFrame([column(measure, period="", heading=f"ages {low} and over")]).drop(columns=["period"])
    return found.merge(told, how="cross")


def _total(texts: Any) -> str:
    read = [figure_of(text) for text in texts]
    wrong = next((text for text, one in zip(texts, read, strict=True) if one.value is None), None)
    return wrong if wrong is not None else f"{sum((one.value or Decimal(0) for one in read), Decimal(0)):f}"


def _is_whole(ages: set[tuple[int, int]], low: int) -> bool:
    """Tell whether the groups follow one another from ``low`` to one without an end."""
    reached = low
    for begin, end in sorted(ages):
        if begin != reached:
            return False
        reached = end + 1
    return reached > 999


POPULATION = PublicLayout(PublicSource.POPULATION, is_heading, keeper, frame)
