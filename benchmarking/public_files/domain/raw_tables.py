"""The tables of a public file, as our safe reader hands them over: found by what stands in their headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from benchmarking.public_files.domain.periods import published_in
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

HEADING_WITHIN, MOST_ROWS, LONGEST_CELL = 100, 60_000, 300
_TEXT_ROWS = 40
Cells = list[str]


class PublicSource(StrEnum):
    """The kinds of public file that are read."""

    MSIF = "msif"
    ASC_FR = "asc_fr"
    PSS_EX1 = "pss_ex1"
    LG_INFORM = "lg_inform"
    POPULATION = "population"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "msif": "MSIF provider fees (DHSC)",
    "asc_fr": "ASC-FR data file (NHS England)",
    "pss_ex1": "PSS-EX1 unit costs (HSCIC)",
    "lg_inform": "LG Inform download (LGA)",
    "population": "Population by age (ONS)",
}


@dataclass
class RawTable:
    """A table: its heading, what stood above it, and its rows by the number that a spreadsheet program shows."""

    sheet: str
    heading: Cells
    above: list[Cells]
    rows: list[tuple[int, Cells]] = field(default_factory=list)


# Columns row, code, name, measure, label, unit, kind, period, standing, text and heading; a row a figure.
Frame = Any
Keeps = Callable[[Cells], bool]


@dataclass(frozen=True)
class PublicLayout:
    """How a kind of file is known, which of its rows are of use, and how its table becomes a row a figure.

    ``asked_period`` is what somebody said or the file's name says, for a file that says no year itself.
    """

    source: PublicSource
    is_heading: Callable[[Cells, Sequence[Cells]], bool]
    keeper: Callable[[Cells], Keeps]
    frame: Callable[[RawTable, str], Frame]
    is_headed_by_first_row: bool = False


@dataclass
class GatheredFile:
    """What was found in a file: the names of its sheets, its tables, and the day on which it says it was published."""

    layout: PublicLayout | None = None
    sheets: list[str] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    published: str = ""
    seen: set[str] = field(default_factory=set)

    def look(self, cells: Cells) -> None:
        """Remember what tells of the file: when it was published, and words by which other files are known."""
        self.seen.update(cell.casefold() for cell in cells if len(cell) < 60)
        for cell in cells:
            self.published = self.published or published_in(cell)


def gather(data: bytes, layouts: Sequence[PublicLayout]) -> GatheredFile:
    """Return the tables of the first layout that fits; raise UnreadableTable, in words, for what cannot be opened."""
    found = GatheredFile()

    def begin(sheet: str) -> Take | None:
        if not sheet and found.tables:
            return None
        if sheet:
            found.sheets.append(sheet[:60])
        return _Sheet(found, layouts, sheet).take

    read_rows(data, begin)
    return found


def tidied(cells: Cells) -> Cells:
    return [" ".join(cell[:LONGEST_CELL].split()) for cell in cells]


@dataclass
class _Sheet:
    """Takes the rows of a sheet: looks for a heading, then keeps the rows that are of use."""

    found: GatheredFile
    layouts: Sequence[PublicLayout]
    name: str
    above: list[Cells] = field(default_factory=list)
    table: RawTable | None = None
    keeps: Keeps = any

    def take(self, number: int, cells: Cells) -> bool:
        if self.table is not None:
            if any(cells) and self.keeps(cells):
                self._keep(number, tidied(cells))
            return True
        tidy = tidied(cells)
        if number <= _TEXT_ROWS:
            self.found.look(tidy)
        layout = next((one for one in self._open if one.is_heading(tidy, self.above)), None)
        if layout is None:
            self.above.append(tidy)
            return number < HEADING_WITHIN
        self.found.layout = layout
        self.table = RawTable(self.name, tidy, self.above)
        self.found.tables.append(self.table)
        self.keeps = layout.keeper(tidy)
        if layout.is_headed_by_first_row:
            self._keep(number, tidy)
        return True

    @property
    def _open(self) -> Sequence[PublicLayout]:
        """Return the layouts that may still be found: a file is of one kind."""
        return self.layouts if self.found.layout is None else (self.found.layout,)

    def _keep(self, number: int, cells: Cells) -> None:
        assert self.table is not None
        if not any(cells):
            return
        if len(self.table.rows) >= MOST_ROWS:
            raise UnreadableTable(f"There are more than {MOST_ROWS:,} rows of use in it, which no such file has.")
        self.table.rows.append((number, cells))
