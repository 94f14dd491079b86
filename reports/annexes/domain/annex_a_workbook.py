"""Write the sheets of Annex A as a workbook: made new, without author, and the same bytes each time."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from costing.annotated_workbook.workbook_bytes import saved
from reports.annexes.domain.sheets import AnnexSheet, SheetCell, SheetFigure, SheetRow
from spreadsheets.fixed_zip import packed_again

LONG_AGO = datetime(1980, 1, 1)
FORMATS = {"gbp": '"£"#,##0.00', "number": "#,##0.00", "whole": "#,##0", "percent": "0.0%"}
FONTS = {
    "title": Font(name="Arial", size=14, bold=True),
    "mark": Font(name="Arial", size=10, bold=True, color="A02020"),
    "head": Font(name="Arial", size=10, bold=True),
    "subtotal": Font(name="Arial", size=10, bold=True),
    "total": Font(name="Arial", size=10, bold=True),
}
PLAIN = Font(name="Arial", size=10)
FILLS = {
    "head": PatternFill("solid", fgColor="DDE6EE"),
    "subtotal": PatternFill("solid", fgColor="F3F5F7"),
    "total": PatternFill("solid", fgColor="DDE6EE"),
}
UNDER = Border(bottom=Side("thin", color="B0B8C0"))
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# A line of a row, and how much wider than a plain letter one of a heading may be.
POINTS, BOLD = 14, 1.05
# Words over the whole width stand in one cell and are not broken.
SHORT = frozenset({"[c]", "n/a", "–", "0", "not released", "not known"})
ALONE = frozenset({"title", "mark", "words"})


def annex_a_workbook(title: str, sheets: Sequence[AnnexSheet]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        _write(book.create_sheet(each.name), each)
    properties = book.properties
    properties.creator, properties.lastModifiedBy, properties.title = "", "", title
    properties.created = properties.modified = LONG_AGO
    return packed_again(saved(book), {"docProps/core.xml": _undated})


def _undated(part: bytes) -> bytes:
    return MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)


def _write(page: Worksheet, sheet: AnnexSheet) -> None:
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row.cells, 1):
            _fill(page.cell(number, place), value, row)
        page.row_dimensions[number].height = POINTS * _lines(row, sheet.widths) + (6 if row.style == "title" else 0)
    _break_pages(page, sheet)
    if sheet.frozen:
        page.freeze_panes = f"B{sheet.frozen + 1}"
        page.print_title_rows = f"{sheet.frozen}:{sheet.frozen}"
    page.page_setup.orientation, page.page_setup.paperSize = "portrait", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text, page.oddFooter.right.text = _footer(sheet), "Page &P of &N"


def _lines(row: SheetRow, widths: Sequence[int]) -> int:
    """Return how many lines the words of a row take: a spreadsheet program need not work that out by itself."""
    if row.style in ALONE:
        return 1
    wide = [(cell, width) for cell, width in zip(row.cells, widths, strict=False) if isinstance(cell, str)]
    return max([1, *(ceil(len(cell) * BOLD / width) for cell, width in wide)])


def _break_pages(page: Worksheet, sheet: AnnexSheet) -> None:
    """Begin each table after the first on a new page, where no row of heads is repeated."""
    heads = [number for number, row in enumerate(sheet.rows, 1) if row.style == "head"]
    for number in heads[1:] if not sheet.frozen else ():
        page.row_breaks.append(Break(id=number - 1))


def _footer(sheet: AnnexSheet) -> str:
    return next((str(row.cells[0]) for row in sheet.rows if row.style == "mark"), "").replace("&", "&&")


def _fill(cell: Cell, value: SheetCell, row: SheetRow) -> None:
    """Fill a cell; words stay words, whatever sign they begin with."""
    if isinstance(value, SheetFigure):
        cell.value, cell.number_format = Decimal(value.digits), FORMATS[value.kind]
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    cell.font = FONTS.get(row.style, PLAIN)
    if row.style in FILLS:
        cell.fill = FILLS[row.style]
    if row.style not in ALONE:
        cell.border = UNDER
        right = cell.column > 1 and (isinstance(value, SheetFigure) or value in SHORT or row.style == "head")
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if right else "left")
