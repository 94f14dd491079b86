"""The tables of a calculation as a workbook or as a csv file, each marked as the independent team's.

The same calculation is the same file byte for byte, and no cell runs as a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from costing.figure_words import too_large
from reports.domain.calculation_visits import A_MINUTE
from spreadsheets.csv_files import csv_text
from spreadsheets.decimals import is_too_large, rounded

if TYPE_CHECKING:
    import pandas as pd

MARK = "For the independent team only: exact figures, not protected, not for publication"
About = Sequence[tuple[str, str]]
Tables: TypeAlias = "Mapping[str, pd.DataFrame]"
PLACES = 6
# A minute's pounds need four places; all figures are there to six, whatever is shown.
_MONEY, _SMALL, _HEAD = "#,##0.00", "0.0000", "head"
_WIDTHS = {"Line": 44, "Measure": 44, "Location": 34, "Why": 40, "Lines left out": 30}
_WIDTH = 16


def calculation_csv(about: About, tables: Tables) -> str:
    """Return all tables one beneath another, each under its name; figures to six places."""
    return csv_text(_csv_rows(about, tables))


def _csv_rows(about: About, tables: Tables) -> Iterator[Sequence[str]]:
    yield (MARK,)
    yield from about
    for name, table in tables.items():
        yield ()
        yield (name,)
        yield [str(column) for column in table]
        for row in _rows(table):
            yield [_text(value) for value in row]


def calculation_xlsx(about: About, tables: Tables, made_at: datetime) -> bytes:
    """Return a workbook with a sheet a table; what was made is said to have been made with the calculation."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Calculation", "comments": MARK, "created": made_at.astimezone(UTC)})
    bold = book.add_format({"bold": True})
    formats = {places: book.add_format({"num_format": places}) for places in (_MONEY, _SMALL)}
    formats[_HEAD] = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = _sheet(book, "About", bold)
    sheet.set_column(0, 1, 44)
    for number, (label, words) in enumerate(about, 2):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, words)
    for name, table in tables.items():
        _write_table(_sheet(book, name, bold), table, formats)
    book.close()
    return file.getvalue()


def _sheet(book: Workbook, name: str, bold: Any) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, MARK, bold)
    sheet.set_header(f"&L{MARK}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_table(sheet: Worksheet, table: pd.DataFrame, formats: Mapping[str, Any]) -> None:
    for column, name in enumerate(table):
        sheet.set_column(column, column, _WIDTHS.get(str(name), _WIDTH))
        sheet.write_string(2, column, str(name), formats[_HEAD])
    by_minute = [name == A_MINUTE for name in table]
    for number, row in enumerate(_rows(table), 3):
        for column, value in enumerate(row):
            places = _SMALL if A_MINUTE in row or by_minute[column] else _MONEY
            _write(sheet, number, column, value, formats[places])
    sheet.freeze_panes(3, 0)


def _write(sheet: Worksheet, row: int, column: int, value: Any, places: Any) -> None:
    match value:
        case None:
            return
        case Decimal() if is_too_large(value):
            sheet.write_string(row, column, too_large(value))
        case Decimal():
            sheet.write_number(row, column, float(rounded(value, PLACES)), places)
        case int():
            sheet.write_number(row, column, value)
        case _:
            sheet.write_string(row, column, str(value))


def _rows(table: pd.DataFrame) -> Iterator[list[Any]]:
    """Yield the rows; a cell that a table has not got is None."""
    for row in table.itertuples(index=False, name=None):
        yield [None if value is None or value != value else value for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return format(rounded(value, PLACES), "f") if isinstance(value, Decimal) else str(value)
