"""Write the blank (or pre-filled) workbook of a form, the same bytes every time."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from costing.form import Form
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


def write_workbook(
    form: Form,
    *,
    exercise: str = "",
    prefilled: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    weeks: Decimal = Decimal(52),
    banner: str = "",
) -> bytes:
    """Return the workbook of a form; ``prefilled`` maps keys to answers, ``weeks`` is the exercise's weeks a year.

    ``notes`` are those typed online, by question; None if nobody knows of any.
    ``banner`` is a sentence that stands on top of every sheet, and of every printed page.

    Raises KeyError for a key that is no question of the form or a service without formulas.
    """
    answers = {form.by_key[key].key: normal for key, normal in (prefilled or {}).items()}
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": _CREATED})
        pen = Pen(book, Styles(book), form, banner)
        _write_sheets(pen, answers, notes or {})
        write_hidden_sheet(pen, SHEET_WORK[form.service], exercise, weeks, has_online_notes=notes is not None)
        store_results(book)
    return buffer.getvalue()


def _write_sheets(pen: Pen, answers: Mapping[str, str], notes: Mapping[str, str]) -> None:
    work = SHEET_WORK[pen.form.service]
    write_read_me(pen)
    for sheet in pen.form.sheets:
        write_questions(pen, sheet, work, answers, notes)
    write_result(pen, work)
    write_workings(pen, work)
