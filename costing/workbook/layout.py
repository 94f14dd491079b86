"""The layout of the workbook: sheet names, columns, and the row of each question below its sub-heading."""

import re
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from costing.form import Form

READ_ME, RESULT, WORKINGS, HIDDEN = "Read me", "Result", "Workings", "Form and rates"

# The columns of a sheet of questions. The reader relies on the label standing left of its input.
MARK, LABEL, INPUT, UNIT, READ, NOTE, HELP = range(7)

TITLE_ROW, PROGRESS_ROW, REMARK_ROW, HEADING_ROW, FIRST_ROW = range(5)

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """The row of a question (counted from 0) on its sheet."""

    sheet: str
    row: int

    def address(self, column: int) -> str:
        return xl_rowcol_to_cell(self.row, column)


def places(form: Form) -> dict[str, AnswerCell]:
    """Return the cell of each question: a row each, and a row more for a sub-heading above it."""
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


def sheet_name(sheet: str) -> str:
    """Return a name that spreadsheets allow.

    At most 31 characters, without []:*?/\\ and without apostrophes at its ends.
    """
    return _FORBIDDEN.sub(" ", sheet)[:_LONGEST].strip().strip("'")


def absolute(sheet: str, row: int, column: int) -> str:
    """Return a reference that a defined name can hold, such as ``'Careworker pay'!$C$5``."""
    return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def absolute_range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{absolute(sheet, *first)}:{xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)}"


def question_range(form: Form, sheet: str, column: int) -> str:
    """Return the range of one column of all questions of a sheet, with the rows of its sub-headings."""
    return absolute_range(sheet_name(sheet), (FIRST_ROW, column), (last_row(form, sheet), column))
