"""Read a directory's bytes into the locations or the ratings that it lists."""

from collections.abc import Callable

from register.domain.directory import Directory, Ratings
from register.domain.directory_layouts import LAYOUTS, RATINGS, Layout
from register.domain.directory_rows import DirectoryRows
from register.domain.header_search import RowTaker, read_table
from register.domain.ratings import Rating
from register.domain.table_headings import Heading
from spreadsheets.tables.any_file import UnreadableTable

_ROWS_BETWEEN_REPORTS = 5_000
_NO_HEADER = (
    "We found no directory in this file. We looked for a row with the column “Location ID” (the directory with "
    "filters, or the ratings) or “CQC Location ID (for office use only)” (the weekly directory)."
)


def read_directory(data: bytes, report: Callable[[int], None] | None = None) -> Directory | Ratings:
    """Read a directory or ratings; raises UnreadableTable, with a sentence, for a file of no use.

    ``report`` is told how many rows have been read.
    """
    found: list[DirectoryRows | Rating] = []

    def chosen(layout: Layout, heading: Heading) -> RowTaker:
        found.append(Rating(heading) if layout is RATINGS else DirectoryRows(layout, heading))
        return _reporting(found[0].take, report) if report else found[0].take

    read_table(data, LAYOUTS, chosen, _NO_HEADER)
    if found[0].is_empty:
        raise UnreadableTable("There is a header in this file, but no location under it.")
    return found[0].result()


def _reporting(take: RowTaker, report: Callable[[int], None]) -> RowTaker:
    def take_and_report(row: int, cells: list[str]) -> None:
        take(row, cells)
        if row % _ROWS_BETWEEN_REPORTS == 0:
            report(row)

    return take_and_report
