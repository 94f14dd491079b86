"""Two calculations line by line as a file, with every figure as a number; for the independent team."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from costing.form import Form
from reports.domain.causes import CAUSES, CausedChanges, MovedFigure
from reports.domain.comparison import HEADLINES
from spreadsheets.csv_files import BYTE_ORDER_MARK, as_text
from spreadsheets.decimals import rounded

MARK = "For the independent team only: exact figures, not protected"
HEADER = (
    *("Column", "Line", "Returns before", "Returns now", "Median before", "Median now", "Difference in £"),
    *("Difference in %", *(cause.label for cause in CAUSES)),
)
# The same comparison is the same file, whenever it is written.
_MADE = datetime(2000, 1, 1)
_PLACES = 6
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
Row = tuple[str, ...]


def comparison_rows(form: Form, changes: CausedChanges, title: str) -> Iterator[Row]:
    yield (MARK,)
    yield (title,)
    yield HEADER
    labels = {column.key: column.label for column in form.columns}
    for one in changes.lines:
        if one.n_before or one.n_after:
            yield _row(labels[one.column], form.line_by_key[one.line].label, one)
    for way, rows in changes.totals.items():
        for one in rows:
            if one.n_before or one.n_after:
                yield _row(labels[one.column], f"Total as {HEADLINES[way]}", one)


def _row(column: str, label: str, one: MovedFigure) -> Row:
    figures = (one.before, one.after, one.by, one.percent, *one.effects)
    return (column, label, str(one.n_before), str(one.n_after), *(_text(figure) for figure in figures))


def _text(figure: Decimal | None) -> str:
    return "" if figure is None else f"{rounded(figure, _PLACES).normalize():f}"


def comparison_csv(rows: Iterator[Row]) -> str:
    """Return the text; a negative number stays one, every other cell that looks like a formula is marked as text."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([cell if _NUMBER.fullmatch(cell) else as_text(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def comparison_xlsx(rows: Iterator[Row]) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    sheet, bold, pounds = (
        book.add_worksheet("Comparison"),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "0.00"}),
    )
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, len(HEADER) - 1, 16)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if place > 1 and _NUMBER.fullmatch(cell):
                sheet.write_number(number, place, float(cell), pounds if place > 3 else None)
            else:
                sheet.write_string(number, place, cell, bold if number < 3 else None)
    sheet.freeze_panes(3, 2)
    book.close()
    return file.getvalue()
