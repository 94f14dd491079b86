"""Write the workbook of a form, every cell anew: the same bytes every time."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from costing.form import Form
from costing.workbook.contents import Filling
from costing.workbook.formulas import SHEET_WORK
from costing.workbook.identity import write_hidden_sheet
from costing.workbook.questions import write_questions
from costing.workbook.readme import write_read_me
from costing.workbook.result import write_result
from costing.workbook.results import store_results
from costing.workbook.sheet_writer import Pen
from costing.workbook.styles import Styles
from costing.workbook.workings import write_workings

# A fixed day, so that the same form always gives the same file; no author, for files are handed on.
_CREATED = datetime(2026, 1, 1)
Finish = Callable[[Workbook], None]


def write_whole(form: Form, filling: Filling, banner: str = "", finish: Finish = store_results) -> bytes:
    """Return the workbook; ``finish`` is done when all cells stand, before they are packed."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": _CREATED})
        _write_sheets(Pen(book, Styles(book), form, banner), filling)
        finish(book)
    return buffer.getvalue()


def _write_sheets(pen: Pen, filling: Filling) -> None:
    work = SHEET_WORK[pen.form.service]
    write_read_me(pen)
    for sheet in pen.form.sheets:
        write_questions(pen, sheet, work, filling.answers, filling.notes or {})
    write_result(pen, work)
    write_workings(pen, work)
    write_hidden_sheet(pen, work, filling.exercise, filling.weeks, has_online_notes=filling.notes is not None)
