"""Write a table as a csv file or as a workbook; a line above it says whom it is for, and no cell runs as a formula."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from spreadsheets.csv_files import csv_text

FileCell = str | int | Decimal | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
CONTENT_TYPES = {"xlsx": XLSX, "csv": CSV}
# The same table is the same file, whenever it is written.
_MADE = datetime(2000, 1, 1)
_WIDTH, _LONGEST = 22, 32_767


def table_file(kind: str, title: str, mark: str, heads: Sequence[str], rows: Iterable[Sequence[FileCell]]) -> bytes:
    """Return the file of a ``kind`` of ``CONTENT_TYPES``."""
    return table_xlsx(title, mark, heads, rows) if kind == "xlsx" else table_csv(mark, heads, rows).encode()


def table_csv(mark: str, heads: Sequence[str], rows: Iterable[Sequence[FileCell]]) -> str:
    return csv_text([(mark,), (), heads, *([_text(cell) for cell in row] for row in rows)])


def table_xlsx(title: str, mark: str, heads: Sequence[str], rows: Iterable[Sequence[FileCell]]) -> bytes:
    """Return a workbook of one sheet; numbers are numbers, everything else is text."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(heads) - 1, _WIDTH, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.write_string(0, 0, mark, book.add_format({"bold": True}))
    for column, head in enumerate(heads):
        sheet.write_string(2, column, head, bold)
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell[:_LONGEST])
            elif cell is not None:
                sheet.write_number(number, column, float(cell))
    sheet.freeze_panes(3, 0)
    book.close()
    return file.getvalue()


def _text(cell: FileCell) -> str:
    """Return a number as digits: a minus before digits runs nowhere, but is marked all the same."""
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
