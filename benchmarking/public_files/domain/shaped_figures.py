"""A row a figure, by pandas: joined with whose it is, read, held against the rows that say it twice, and totalled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.council_book import CouncilBook, PublicPlace
from benchmarking.public_files.domain.figure_cells import BLANK, CellRead, figure_of
from benchmarking.public_files.domain.public_figures import FigureTotal, PublicFigureRead
from benchmarking.public_files.domain.public_measures import MEASURES
from benchmarking.public_files.domain.raw_tables import Frame
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

_PLACE = ["sheet", "row"]
_KEY = ["measure", "ons_code", "period", "standing"]
_COLUMN = ["measure", "label", "unit", "kind", "period", "standing", "heading"]


class ShapedFigures:
    """Figures, totals and remarks of a frame that has a row a figure."""

    def __init__(self, frame: Frame, book: CouncilBook) -> None:
        self.faults: list[str] = []
        self.markers: list[str] = []
        self.elsewhere = 0
        placed = self._read(self._placed(frame, book))
        self._frame = self._said_once(placed)
        self._remark()

    def _placed(self, frame: Frame, book: CouncilBook) -> Frame:
        """Join each row with its council; a row of no council is told, one of a district or another nation counted."""
        pairs = frame[["code", "name"]].drop_duplicates()
        found = [book.find(code, name) for code, name in pairs.itertuples(index=False)]
        told = pd.DataFrame([_told(one) for one in found], columns=["ons_code", "council", "level", "said", "why"])
        told.index = pairs.index
        joined = frame.merge(pd.concat([pairs, told], axis=1), on=["code", "name"])
        strangers = joined[(joined["why"] != "") & self._has_figures(joined)].drop_duplicates(_PLACE)
        self.faults += [f"{_where(one)}: {one['why']}; the row is left out." for one in strangers.to_dict("records")]
        self.elsewhere = len(joined[(joined["why"] == "") & (joined["ons_code"] == "")].drop_duplicates(_PLACE))
        return joined[joined["ons_code"] != ""].copy()

    def _has_figures(self, joined: Frame) -> Any:
        """Tell of each row whether it has a figure: notes below a table have none, and nobody misses them."""
        is_figure = joined["text"].map(lambda text: figure_of(text).value is not None)
        return is_figure.groupby([joined[name] for name in _PLACE]).transform("any")

    def _read(self, frame: Frame) -> Frame:
        """Add the value of each cell, and what is said where there is none."""
        read = [_cell(text, measure) for text, measure in _pairs(frame, "text", "measure")]
        frame["value"] = pd.Series([one.value for one in read], index=frame.index, dtype=object)
        frame["because"] = [one.note for one in read]
        frame["is_fault"] = [one.is_fault for one in read]
        return frame

    def _said_once(self, frame: Frame) -> Frame:
        """Leave out figures that a file says twice and differently: of two neither is taken.

        What one table leaves empty another may say.
        """
        shown = frame["value"].map(lambda value: None if value is None else f"{value:f}")
        many = shown.groupby([frame[name] for name in _KEY]).transform("nunique") > 1
        for _, same in frame[many].groupby(_KEY, sort=False):
            places = same.drop_duplicates(_PLACE).to_dict("records")[:5]
            rows = " and ".join(f"{row:,}" for row in sorted({int(one["row"]) for one in places}))
            named = f"Rows {rows}" if not places[0]["sheet"] else " and ".join(_where(one) for one in places)
            first = same.iloc[0]
            self.faults.append(f"{named} say two things of {first['council']}, {_short(first)}: neither is taken.")
        left = frame[~many].copy()
        left["is_empty"] = left["value"].map(lambda value: value is None)
        left = left.sort_values(["is_empty", "sheet", "row"], kind="stable").drop_duplicates(_KEY)
        return left.sort_values(["sheet", "row", "measure", "period"])

    def _remark(self) -> None:
        for one in self._frame[self._frame["because"] != ""].to_dict("records"):
            if one["because"] == BLANK:
                continue
            sentence = f"{_where(one)}, {_short(one)}: {one['because']}"
            if one["is_fault"]:
                self.faults.append(f"{sentence}; the figure stays empty.")
            else:
                self.markers.append(f"{sentence}.")

    def figures(self) -> Iterator[PublicFigureRead]:
        for one in self._frame.to_dict("records"):
            note = "; ".join(word for word in (one["said"], one["because"]) if word)[:300]
            yield PublicFigureRead(
                one["measure"], one["label"], one["unit"], one["kind"], one["ons_code"], one["council"], one["level"],
                one["period"], one["standing"], one["value"], note, one["sheet"], int(one["row"]),
            )  # fmt: skip

    def totals(self) -> Iterator[FigureTotal]:
        """Yield each column's totals over councils; comparators are no part of them."""
        councils = self._frame[self._frame["level"] == "council"]
        for key, column in councils.groupby(_COLUMN, sort=False):
            measure, label, unit, kind, period, standing, heading = (str(word) for word in key)
            values = [value for value in column["value"] if value is not None]
            missing, total = len(column) - len(values), sum(values, Decimal(0))
            yield FigureTotal(
                measure, label, unit, kind, period, standing, heading, len(values), missing, total,
                min(values, default=None), max(values, default=None),
            )  # fmt: skip


def _told(place: PublicPlace | str | None) -> tuple[str, str, str, str, str]:
    if isinstance(place, PublicPlace):
        return place.ons_code, place.name, place.level.value, place.note, ""
    return "", "", "", "", place or ""


def _cell(text: str, measure: str) -> CellRead:
    known = MEASURES.get(measure)
    return figure_of(text, is_price=known is not None and known.is_price)


def _where(one: Any) -> str:
    """Return the row, with its sheet in a file that has several tables."""
    return f"{one['sheet']}, row {one['row']:,}" if one["sheet"] else f"Row {one['row']:,}"


def _short(one: Any) -> str:
    known = MEASURES.get(one["measure"])
    return f"{known.short if known else one['label'][:60]} {one['period']}".strip()


def _pairs(frame: Frame, first: str, second: str) -> Sequence[tuple[Any, Any]]:
    return list(zip(frame[first], frame[second], strict=True))
