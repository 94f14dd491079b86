"""Write marks into a new copy of a workbook; the given one stays as it is."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from warnings import catch_warnings, simplefilter

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from costing.annotated_workbook.colours import colour, uncolour
from costing.annotated_workbook.first_sheet import TITLE, write_first_sheet
from costing.annotated_workbook.marks import Mark, without_ours
from costing.annotated_workbook.stored_results import results_in
from costing.annotated_workbook.transitional import transitional
from costing.annotated_workbook.workbook_bytes import saved

AUTHOR = "Cost of Care Portal"


def annotate(data: bytes, marks: Sequence[Mark]) -> bytes:
    """Return the workbook with a colour and a comment in each marked cell, and a first sheet that lists them all.

    Marks of an earlier time go, so a workbook that was marked, put right in part and sent again says what is left.
    Raises whatever openpyxl raises for a file that it cannot read.
    """
    with catch_warnings():
        simplefilter("ignore")
        book = load_workbook(BytesIO(transitional(data)), keep_links=False)
        _take_off_old_marks(book)
        for sheet in book.worksheets:
            _mark(sheet, [mark for mark in marks if mark.sheet == sheet.title])
        write_first_sheet(book, marks)
        return saved(book, results_in(data))


def _take_off_old_marks(book: Workbook) -> None:
    if TITLE in book.sheetnames and len(book.sheetnames) > 1:
        del book[TITLE]
    for sheet in book.worksheets:
        uncolour(sheet)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment):
            own = without_ours(cell.comment.text)
            if own != cell.comment.text:
                cell.comment = _comment(own) if own else None


def _mark(sheet: Worksheet, marks: Iterable[Mark]) -> None:
    """Mark a cell; inside a merged area that is the area's first cell, the only one that people see."""
    places: dict[str, list[Mark]] = {}
    for mark in marks:
        if place := _place(sheet, mark.cell):
            places.setdefault(place, []).append(mark)
    for place, here in places.items():
        before = sheet[place].comment
        said = [before.text] if before else []
        sheet[place].comment = _comment("\n\n".join([*said, *(mark.comment for mark in here)]))
    colour(sheet, {place: any(mark.must_fix for mark in here) for place, here in places.items()})


def _place(sheet: Worksheet, cell: str) -> str | None:
    try:
        row, column = coordinate_to_tuple(cell)
    except (CellCoordinatesException, ValueError):
        return None
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return str(area.coord).partition(":")[0]
    return cell


def _comment(text: str) -> Comment:
    """Return a comment as tall as its text, as comments do not scroll."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    lines = sum(1 + len(line) // 55 for line in text.split("\n"))
    return Comment(text, AUTHOR, height=30 + 17 * lines, width=380)
