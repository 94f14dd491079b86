"""Sheets of a workbook as plain values, which are kept as JSON and written the same again."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from reports.annexes.domain.editions import HIDDEN

RowStyle = Literal["title", "mark", "words", "head", "line", "subtotal", "total", "blank"]
FigureKind = Literal["gbp", "number", "whole", "percent"]


class SheetFigure(NamedTuple):
    """A number with the way it is shown; every digit is kept as text."""

    kind: FigureKind
    digits: str


SheetCell = str | SheetFigure


class SheetRow(NamedTuple):
    style: RowStyle
    cells: tuple[SheetCell, ...] = ()


class AnnexSheet(NamedTuple):
    """A sheet; ``widths`` are those of its columns, ``frozen`` the rows that stay in sight, 0 for none."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[SheetRow, ...]
    frozen: int = 0


def figure(kind: FigureKind, value: Decimal | int | None, missing: str = HIDDEN) -> SheetCell:
    return missing if value is None else SheetFigure(kind, f"{value:f}" if isinstance(value, Decimal) else str(value))


def sheets_document(sheets: Sequence[AnnexSheet]) -> list[Any]:
    """Return the sheets as JSON knows them: a figure is a list, words are a text."""
    return [
        [one.name, list(one.widths), [[row.style, [_kept(cell) for cell in row.cells]] for row in one.rows], one.frozen]
        for one in sheets
    ]


def sheets_from(document: Sequence[Any]) -> tuple[AnnexSheet, ...]:
    return tuple(
        AnnexSheet(name, tuple(widths), tuple(SheetRow(style, tuple(map(_cell, cells))) for style, cells in rows), kept)
        for name, widths, rows, kept in document
    )


def _kept(cell: SheetCell) -> Any:
    return cell if isinstance(cell, str) else list(cell)


def _cell(kept: Any) -> SheetCell:
    return kept if isinstance(kept, str) else SheetFigure(*kept)
