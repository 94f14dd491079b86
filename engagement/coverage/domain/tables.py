"""A table as plain words for the page, the csv file and the report; each number knows the list behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from spreadsheets.csv_files import csv_text

WITHHELD = "[c]"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; ``behind`` is the query of the list whose rows are counted, blank if it counts no locations."""

    words: str
    behind: str = ""

    @property
    def is_withheld(self) -> bool:
        return self.words == WITHHELD


@dataclass(frozen=True, slots=True)
class TableRow:
    name: TableCell
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``says`` is a sentence on what it shows. The first head is that of the names."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    says: str = ""
    note: str = ""

    @property
    def has_withheld(self) -> bool:
        return any(cell.is_withheld for row in self.rows for cell in row.cells)


def behind(**wanted: str) -> str:
    return urlencode(wanted)


def row(name: str, *words: str) -> TableRow:
    return TableRow(TableCell(name), tuple(TableCell(each) for each in words))


def table_csv(table: Table) -> str:
    """Return the csv: figures without thousands commas, units in the head."""
    return csv_text(_csv_rows(table))


def _csv_rows(table: Table) -> Iterator[Sequence[str]]:
    yield table.heads
    for each in table.rows:
        yield [each.name.words, *(as_figure(cell.words) for cell in each.cells)]


def as_figure(words: str) -> str:
    plain = words.replace(",", "").replace("\N{NO-BREAK SPACE}%", "%")
    return plain if plain.replace(".", "").rstrip("%").isdigit() else words
