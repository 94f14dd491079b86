"""Read a workbook's bytes into a grid, and take it from process to process as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from costing.foreign.grid import CELLS, LAST_COLUMN, LAST_ROW, Grid, GridSheet
from costing.reader.raw_return import Unreadable
from costing.reader.refusal_findings import finding_of
from costing.reader.transport import finding_document, finding_from
from spreadsheets import limits
from spreadsheets.addresses import Position, position_of
from spreadsheets.archive import open_archive
from spreadsheets.book import Book, Sheet, open_book
from spreadsheets.cells import Cell, CellKind
from spreadsheets.number_formats import Formats, formats_of
from spreadsheets.refusals import Cause, Refused
from spreadsheets.shared_strings import shared_strings
from spreadsheets.sheet import Scan, scan_sheet
from spreadsheets.signature import refuse_by_content
from spreadsheets.sizes import size_in_words
from spreadsheets.values import cell_from, string_number

_ROWS = range(1, LAST_ROW + 1)
_SHEETS = 60


class _Near:
    """Addresses near the top left of a sheet: where people put figures."""

    def __contains__(self, address: object) -> bool:
        position = position_of(address) if isinstance(address, str) and len(address) <= 7 else None
        return position is not None and position[0] <= LAST_COLUMN and position[1] <= LAST_ROW


def read_grid(data: bytes) -> Grid | Unreadable:
    """Read a workbook; nothing is raised for what a file holds."""
    try:
        return _read(data)
    except Refused as refused:
        return Unreadable(finding_of(refused.cause, refused.read))
    except (MemoryError, RecursionError):
        return Unreadable(finding_of(Cause.TOOK_TOO_LONG, "too much memory"))


def _read(data: bytes) -> Grid:
    if len(data) > limits.FILE_BYTES:
        raise Refused(Cause.TOO_LARGE, size_in_words(len(data)))
    refuse_by_content(data)
    book = open_book(open_archive(data), frozenset())
    scans = [(sheet, scan_sheet(book.archive.chunks(sheet.part), _Near(), _ROWS)) for sheet in book.sheets[:_SHEETS]]
    if sum(len(scan.cells) for _, scan in scans) > 4 * CELLS:
        raise Refused(Cause.TOO_MUCH_IN_IT, "too many cells")
    strings = _strings(book, scans)
    formats = formats_of(book.archive, book.styles) if book.styles else Formats()
    sheets = tuple(_sheet(sheet, scan, strings, formats) for sheet, scan in scans)
    if (filled := sum(len(sheet.cells) for sheet in sheets)) > CELLS:
        raise Refused(Cause.TOO_MUCH_IN_IT, f"{filled:,} filled cells")
    return Grid(sheets, book.uses_1904_dates)


def _strings(book: Book, scans: list[tuple[Sheet, Scan]]) -> Mapping[int, str]:
    wanted = {n for _, scan in scans for each in scan.cells.values() if (n := string_number(each)) is not None}
    if not wanted:
        return {}
    if book.shared_strings is None:
        raise Refused(Cause.DAMAGED, "a text that is not there")
    return shared_strings(book.archive, book.shared_strings, wanted, max(wanted))


def _sheet(sheet: Sheet, scan: Scan, strings: Mapping[int, str], formats: Formats) -> GridSheet:
    cells: dict[Position, Cell] = {}
    for address, stored in scan.cells.items():
        cell, position = cell_from(sheet.title, stored, strings, formats), position_of(address)
        if position is not None and (cell.text.strip() or cell.is_formula):
            cells[position] = cell
    return GridSheet(sheet.title, cells, _covered(scan), sheet.is_hidden)


def _covered(scan: Scan) -> dict[Position, Position]:
    """Return the positions that merged areas cover; an area as large as a sheet covers what is near its corner."""
    return {
        (column, row): (left, top)
        for (left, top), (right, bottom) in scan.merged[:2_000]
        for column in range(left, min(right, left + 40) + 1)
        for row in range(top, min(bottom, top + 40) + 1)
    }


def grid_document(grid: Grid | Unreadable) -> dict[str, Any]:
    if isinstance(grid, Unreadable):
        return finding_document(grid.finding)
    return {"uses_1904_dates": grid.uses_1904_dates, "sheets": [_sheet_document(sheet) for sheet in grid.sheets]}


def _sheet_document(sheet: GridSheet) -> list[Any]:
    cells = [
        [column, row, cell.address, cell.kind.value, cell.text, cell.is_formula, cell.is_date, cell.is_percent]
        for (column, row), cell in sheet.cells.items()
    ]
    return [sheet.title, sheet.is_hidden, cells, [[*at, *top] for at, top in sheet.merged.items()]]


def grid_from(document: Mapping[str, Any]) -> Grid | Unreadable:
    """Read what ``grid_document`` wrote; raises ValueError, KeyError or TypeError for anything else."""
    if "finding" in document:
        return finding_from(document["finding"])
    return Grid(tuple(_sheet_from(*sheet) for sheet in document["sheets"]), document["uses_1904_dates"])


def _sheet_from(title: str, is_hidden: bool, cells: list[Any], merged: list[Any]) -> GridSheet:
    return GridSheet(
        title,
        {(column, row): Cell(title, at, CellKind(kind), *rest) for column, row, at, kind, *rest in cells},
        {(column, row): (left, top) for column, row, left, top in merged},
        is_hidden,
    )


def to_json(grid: Grid | Unreadable) -> bytes:
    return json.dumps(grid_document(grid), separators=(",", ":")).encode("ascii")


def from_json(packed: bytes) -> Grid | Unreadable:
    return grid_from(json.loads(packed))
