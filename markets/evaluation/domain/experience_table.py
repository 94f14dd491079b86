"""Figures of what people said as a table: pasted lines, or a file with headings; as lines again to be looked at."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from markets.evaluation.domain.experience import (
    LONGEST_SOURCE,
    LONGEST_ZONE,
    MOST_FIGURE,
    ExperienceRow,
    kind_of,
    row_fault,
)
from markets.tables.domain.table_kinds import TableColumn
from markets.tables.domain.table_reader import TableRows
from spreadsheets.dates import date_from_moment, date_from_text
from spreadsheets.tables.any_file import UnreadableTable, read_rows

MOST_ROWS, FAULTS_SHOWN = 500, 20
COLUMNS = (
    TableColumn("day", "Date", "date", True, ("date", "day")),
    TableColumn("kind", "Kind", "text", True, ("kind", "what", "measure")),
    TableColumn("figure", "Figure", "text", True, ("figure", "value", "number", "score")),
    TableColumn("source", "Source", "text", True, ("source", "where it is from", "from")),
    TableColumn("zone", "Zone", "text", False, ("zone", "lot", "area", "zone key")),
)
NO_HEADS = "There is no row of headings with Date, Kind, Figure and Source in its first 20 rows."


def experience_rows(text: str) -> list[ExperienceRow]:
    """Return the rows of a pasted table: date, kind, figure, source and zone, apart by tabs, semicolons or commas.

    Raises:
        ValueError: a line is no such row; in words, with its number.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise ValueError(f"These are {len(lines)} lines. Bring in {MOST_ROWS} at a time at most.")
    return [_row(f"Line {number}", _cells(number, line)) for number, line in lines if not _is_heading(number, line)]


def _is_heading(number: int, line: str) -> bool:
    return number == 1 and line.strip().lower().startswith("date")


def _cells(number: int, line: str) -> list[str]:
    mark = next((mark for mark in "\t;" if mark in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    if len(cells) not in (4, 5):
        raise ValueError(
            f"Line {number}: write date, kind, figure and source, and a zone if you like; these are {len(cells)} cells."
        )
    return cells if len(cells) == 5 else [*cells, ""]


def rows_in_file(data: bytes) -> list[ExperienceRow]:
    """Return the rows of a file with headings, in whatever order its columns stand.

    Raises:
        UnreadableTable: it is no such table; in words.
        ValueError: rows cannot be used; each of the first in words, a line each.
    """
    gathered = TableRows(COLUMNS)
    read_rows(data, gathered.begin, says_percent=True)
    if not gathered.columns:
        raise UnreadableTable(NO_HEADS)
    if not gathered.rows:
        raise UnreadableTable("There is no row below the headings.")
    if len(gathered.rows) > MOST_ROWS:
        raise ValueError(f"There are more than {MOST_ROWS} rows in it. Bring in {MOST_ROWS} at a time at most.")
    found, faults = [], []
    for number, cells in gathered.rows:
        places = [gathered.columns.get(column.key) for column in COLUMNS]
        try:
            found.append(_row(f"Row {number}", [_at(cells, place) for place in places]))
        except ValueError as trouble:
            faults.append(str(trouble))
    if faults:
        raise ValueError("\n".join(faults[:FAULTS_SHOWN]))
    return found


def _at(cells: Sequence[str], place: int | None) -> str:
    return "" if place is None or place >= len(cells) else " ".join(cells[place].split())


def _row(where: str, cells: Sequence[str]) -> ExperienceRow:
    day, kind, figure = _day(cells[0]), kind_of(cells[1]), _figure(cells[2])
    if day is None:
        raise ValueError(f"{where}: “{cells[0][:40]}” is no date. Write 31/03/2026 or 2026-03-31.")
    if kind is None:
        raise ValueError(f"{where}: “{cells[1][:40]}” is neither satisfaction nor complaints.")
    if figure is None or (trouble := row_fault(kind, figure)):
        raise ValueError(f"{where}: {trouble if figure is not None else f'“{cells[2][:40]}” is no number.'}")
    if not cells[3] or len(cells[3]) > LONGEST_SOURCE:
        raise ValueError(f"{where}: say where the figure is from, in at most {LONGEST_SOURCE} letters.")
    if len(cells[4]) > LONGEST_ZONE:
        raise ValueError(f"{where}: a zone has a name of at most {LONGEST_ZONE} letters.")
    return ExperienceRow(kind, day, figure, cells[3], cells[4])


def _day(text: str) -> date | None:
    return date_from_text(text) or date_from_moment(text)


def _figure(text: str) -> Decimal | None:
    try:
        figure = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and abs(figure) < MOST_FIGURE else None


def as_lines(rows: Iterable[ExperienceRow]) -> str:
    """Return rows as lines that are read again."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerows([row.day.isoformat(), row.kind.value, f"{row.figure:f}", row.source, row.zone] for row in rows)
    return text.getvalue()
