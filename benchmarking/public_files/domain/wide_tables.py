"""Tables with a row a council and a column a figure, turned into a row a figure by pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.public_measures import MEASURES
from benchmarking.public_files.domain.raw_tables import Frame, RawTable
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

WORDS = ("row", "code", "name", "measure", "label", "unit", "kind", "period", "standing", "text", "heading")
CODES = frozenset({"ons code", "ons area code", "area code", "ons_code", "ons geography code", "code", "la code"})
NAMES = frozenset(
    {"local authority", "local authority name", "council", "council name", "authority", "authority name", "area",
     "area name", "la name", "cassr", "cassr name"}
)  # fmt: skip


def plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").replace("–", "-").split()).casefold()


def place_of(heading: Sequence[str], names: frozenset[str]) -> int | None:
    """Return the leftmost column of one of these names."""
    return next((place for place, cell in enumerate(heading) if plain(cell) in names), None)


def column(measure: str, *, period: str, standing: str = "", unit: str = "", heading: str = "") -> dict[str, str]:
    """Return what a column of figures is of, as the rows made of it say."""
    known = MEASURES[measure]
    return {
        "measure": measure, "label": known.label, "unit": unit or known.unit, "kind": known.kind.value,
        "period": period, "standing": standing, "heading": heading,
    }  # fmt: skip


def melted(table: RawTable, columns: Mapping[int, Mapping[str, str]], *, code: int | None, name: int | None) -> Frame:
    """Return a row a figure: the columns melted, and joined with what each of them is of."""
    if not columns:
        return empty()
    wide = _wide(table)
    wide["code"] = wide[code] if code is not None else ""
    wide["name"] = wide[name] if name is not None else ""
    long = wide.melt(["row", "code", "name"], list(columns), "place", "text")
    told = pd.DataFrame([{"place": place, **of} for place, of in columns.items()])
    return long.merge(told, on="place").sort_values(["row", "place"])[list(WORDS)]


def _wide(table: RawTable) -> Any:
    width = max(len(cells) for cells in (table.heading, *(cells for _, cells in table.rows)))
    padded = [[*cells, *([""] * (width - len(cells)))] for _, cells in table.rows]
    wide = pd.DataFrame(padded, columns=range(width), dtype=object)
    wide["row"] = [number for number, _ in table.rows]
    return wide


def empty() -> Frame:
    return pd.DataFrame({word: [] for word in WORDS}, dtype=object)
