"""The layout of the workbook: sheet names, columns, and the row of each question below its sub-heading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from costing.form import Form

READ_ME, RESULT, WORKINGS, HIDDEN = "Read me", "Result", "Workings", "Form and rates"

# The columns of a sheet of questions. The reader relies on the label standing left of its input.
MARK, LABEL, INPUT, UNIT, READ, NOTE, HELP = range(7)

TITLE_ROW, PROGRESS_ROW, REMARK_ROW, HEADING_ROW, FIRST_ROW = range(5)

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31
_FORMS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """The row of a question (counted from 0) on its sheet."""

    sheet: str
    row: int

    def address(self, column: int) -> str:
        return xl_rowcol_to_cell(self.row, column)


_laid_out: dict[int, tuple[Form, Mapping[str, AnswerCell]]] = {}


def places(form: Form) -> Mapping[str, AnswerCell]:
    """Return the cell of each question: a row each, and a row more for a sub-heading above it.

    Each part of a workbook asks for them; a form is as large as its questions, so it is known by which object it is.
    """
    known = _laid_out.get(id(form))
    if known is None or known[0] is not form:
        if len(_laid_out) >= _FORMS_AT_ONCE:
            _laid_out.clear()
        known = _laid_out[id(form)] = form, MappingProxyType(_places(form))
    return known[1]


def _places(form: Form) -> dict[str, AnswerCell]:
    return {key: AnswerCell(sheet_name(sheet), row) for sheet in form.sheets for key, row in _rows(form, sheet).items()}


def _rows(form: Form, sheet: str) -> dict[str, int]:
    rows, row = {}, FIRST_ROW
    for question in form.questions_on(sheet):
        row += bool(question.heading)
        rows[question.key] = row
        row += 1
    return rows


def last_row(form: Form, sheet: str) -> int:
    return max(_rows(form, sheet).values())


@lru_cache(1_000)
def sheet_name(sheet: str) -> str:
    """Return a name that spreadsheets allow.

    At most 31 characters, without []:*?/\\ and without apostrophes at its ends.
    """
    return _FORBIDDEN.sub(" ", sheet)[:_LONGEST].strip().strip("'")


def absolute(sheet: str, row: int, column: int) -> str:
    """Return a reference that a defined name can hold, such as ``'Careworker pay'!$C$5``."""
    return f"{_quoted(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


@lru_cache(1_000)
def _quoted(sheet: str) -> str:
    return str(quote_sheetname(sheet))


def absolute_range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{absolute(sheet, *first)}:{xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)}"


def question_range(form: Form, sheet: str, column: int) -> str:
    """Return the range of one column of all questions of a sheet, with the rows of its sub-headings."""
    return absolute_range(sheet_name(sheet), (FIRST_ROW, column), (last_row(form, sheet), column))
