"""The first sheet of a marked workbook, which lists what must be put right with links to the cells."""

from collections.abc import Sequence
from math import ceil

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from costing.annotated_workbook.colours import TO_EXPLAIN, TO_FIX
from costing.annotated_workbook.marks import BEGINS, Mark

TITLE = BEGINS
HEADINGS = ("", "Sheet", "Cell", "Question", "We read", "What is wrong", "What to do")
WIDTHS = (17, 20, 7, 26, 18, 42, 42)
SAYS = (
    "This is a copy of your return; the cells below are coloured in it and each has a comment.",
    "Put them right in this copy, save it, and upload it to the portal. A figure that is right can be explained there.",
    "If figures look blank, choose Enable Editing at the top of the window.",
)
_ACCENT, _TABLE = "1D4E5E", 6
_TOP = Alignment(wrap_text=True, vertical="top")
_LONGEST = 32_000
# Points of a line in Arial 10 and between rows; a row grows to 409 at most. Without a height of its own a program may
# show the first line of each row alone. Words break early, so that a line holds fewer letters than its width says.
_LINE, _BETWEEN, _TALLEST, _FILLED = 13, 6, 409, 0.9


def write_first_sheet(book: Workbook, marks: Sequence[Mark]) -> None:
    """Write the sheet in front of all others and open it alone.

    Several selected sheets would each take what is typed.
    """
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    sheet = book.create_sheet(TITLE, 0)
    book.active = 0
    _text(sheet, 1, 1, TITLE).font = Font(name="Arial", size=16, bold=True, color=_ACCENT)
    for row, sentence in enumerate(SAYS, 2):
        _text(sheet, row, 1, sentence)
    _headings(sheet)
    for row, mark in enumerate(marks, _TABLE + 1):
        _row(sheet, row, mark, set(book.sheetnames))
    sheet.freeze_panes = f"A{_TABLE + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _headings(sheet: Worksheet) -> None:
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        cell = _text(sheet, _TABLE, column, heading)
        cell.font = Font(name="Arial", size=10, bold=True, color=_ACCENT)
        sheet.column_dimensions[cell.column_letter].width = width


def _row(sheet: Worksheet, row: int, mark: Mark, sheets: set[str]) -> None:
    texts = (mark.kind, mark.sheet, mark.cell, mark.label, mark.read, mark.message, mark.fix)
    cells = [_text(sheet, row, column, text) for column, text in enumerate(texts, 1)]
    for cell in cells:
        cell.alignment = _TOP
    lines = max(_lines(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(lines * _LINE + _BETWEEN, _TALLEST)
    fill, ink = TO_FIX if mark.must_fix else TO_EXPLAIN
    cells[0].fill, cells[0].font = PatternFill("solid", fgColor=fill), Font(name="Arial", size=10, color=ink)
    if mark.cell and mark.sheet in sheets:
        place = "'{}'!{}".format(mark.sheet.replace("'", "''"), mark.cell)
        cells[2].hyperlink = Hyperlink(ref=cells[2].coordinate, location=place, tooltip=f"Go to {mark.cell}")
        cells[2].font = Font(name="Arial", size=10, color=_ACCENT, underline="single")


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width * _FILLED))) for line in text.split("\n"))


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write text that is never taken for a formula, as a person may have typed it."""
    cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
    if text:
        cell.data_type = "s"
    cell.font = Font(name="Arial", size=10)
    return cell
