"""Read a file with a list of people as the lines that a person would paste."""

from engagement.meetings.domain.attendance import MOST_LINES
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

FILE_BYTES = 2 * 1024 * 1024


def lines_of(data: bytes) -> str:
    """Return the lines of the first sheet with cells in it; raises UnreadableTable, in words."""
    if len(data) > FILE_BYTES:
        raise UnreadableTable("This file is too large. We can read lists of up to 2 MB.")
    sheets: list[list[str]] = []

    def begin(_: str) -> Take:
        rows: list[str] = []
        sheets.append(rows)

        def take(_row: int, cells: list[str]) -> bool:
            rows.append(", ".join(_cell(cell) for cell in cells).rstrip(", "))
            return len(rows) < MOST_LINES

        return take

    read_rows(data, begin)
    return next(("\n".join(rows) for rows in sheets if any(rows)), "")


def _cell(text: str) -> str:
    """Return a cell; blank ones are kept and commas quoted, as it may matter which column a cell is in."""
    tidy = " ".join(text.split())
    plain = tidy.replace('"', "'")
    return f'"{plain}"' if "," in tidy else tidy
