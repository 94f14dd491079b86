"""Look for the header in every sheet, and read the first sheet whose header is complete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from register.domain.directory_layouts import Layout
from register.domain.table_headings import ROWS_SEARCHED, Heading, in_words
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

# Given the layout and the header, what is to be done with each row after it.
RowTaker = Callable[[int, list[str]], None]
Chosen = Callable[[Layout, Heading], RowTaker]


@dataclass
class _Search:
    """The state of the search.

    ``nearest`` is the best incomplete header, from which the error names the missing columns.
    """

    layouts: Sequence[Layout]
    chosen: Chosen
    is_over: bool = False
    nearest: tuple[Layout, Heading] | None = None

    def begin(self, title: str) -> Take | None:
        return None if self.is_over else _SheetSearch(self, title).take

    def look(self, row: int, title: str, cells: list[str]) -> RowTaker | None:
        for layout in self.layouts:
            found = layout.columns_in(cells)
            if not layout.is_heading(found):
                continue
            heading = Heading(row, title, found)
            if not layout.missing(found):
                self.is_over = True
                return self.chosen(layout, heading)
            if self.nearest is None or len(found) > len(self.nearest[1].columns):
                self.nearest = (layout, heading)
        return None


@dataclass
class _SheetSearch:
    search: _Search
    title: str
    taker: RowTaker | None = field(default=None)

    def take(self, row: int, cells: list[str]) -> bool:
        if self.taker is not None:
            self.taker(row, cells)
            return True
        self.taker = None if self.search.is_over else self.search.look(row, self.title, cells)
        return self.taker is not None or (row < ROWS_SEARCHED and not self.search.is_over)


def read_table(data: bytes, layouts: Sequence[Layout], chosen: Chosen, otherwise: str) -> None:
    """Hand every row below the header to the reader that ``chosen`` gives.

    Raises UnreadableTable, in words, without a header.
    """
    search = _Search(layouts, chosen)
    read_rows(data, search.begin)
    if not search.is_over:
        raise UnreadableTable(_what_is_missing(search.nearest) if search.nearest else otherwise)


def _what_is_missing(nearest: tuple[Layout, Heading]) -> str:
    layout, heading = nearest
    missing = layout.missing(heading.columns)
    where = f"row {heading.row:,}" + (f" of the sheet “{heading.sheet}”" if heading.sheet else "")
    what = "The column {} is missing" if len(missing) == 1 else "The columns {} are missing"
    return f"{what.format(in_words(missing))}. We took {where} for the header, of a {layout.name.value}."
