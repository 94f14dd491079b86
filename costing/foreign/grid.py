"""A workbook of any layout as a grid: every cell that holds something, near the top of each sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spreadsheets.addresses import Position, address_at
from spreadsheets.cells import Cell, CellKind

LAST_COLUMN, LAST_ROW = 100, 3_000
CELLS = 60_000


@dataclass(frozen=True)
class GridSheet:
    """A sheet: its cells by column and row; ``merged`` maps each covered position to the top left of its area."""

    title: str
    cells: Mapping[Position, Cell]
    merged: Mapping[Position, Position]
    is_hidden: bool = False

    def at(self, position: Position) -> Cell | None:
        """Return the cell that a person sees there, also within a merged area."""
        return self.cells.get(position) or self.cells.get(self.merged.get(position, position))

    def text(self, position: Position) -> str:
        """Return the words in a cell; blank if there is a number, or nothing."""
        cell = self.at(position)
        return " ".join(cell.text.split()) if cell is not None and cell.kind == CellKind.TEXT else ""

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """Return the columns that are filled in each row, in order."""
        found: dict[int, list[int]] = {}
        for column, row in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return found

    @cached_property
    def columns(self) -> dict[int, list[int]]:
        """Return the rows that are filled in each column, in order."""
        found: dict[int, list[int]] = {}
        for column, row in sorted(self.cells):
            found.setdefault(column, []).append(row)
        return found


@dataclass(frozen=True)
class Grid:
    """The sheets of a workbook."""

    sheets: tuple[GridSheet, ...]
    uses_1904_dates: bool = False

    def titled(self, title: str) -> GridSheet | None:
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()), None)

    def cell(self, sheet: str, position: Position) -> Cell | None:
        found = self.titled(sheet)
        return found.at(position) if found else None


def name_of(sheet: str, position: Position) -> str:
    return f"{sheet}!{address_at(*position)}"
