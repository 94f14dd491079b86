"""Writing a known answer into its cell with the right type."""

from datetime import datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from submissions.domain.form import AnswerType, Question
from submissions.domain.workbook.expressions import words_of


def write_answer(sheet: Worksheet, row: int, column: int, question: Question, normal: str, style: Format) -> None:
    """``normal`` is the answer in its normal form; blank leaves the cell empty but formatted.

    Raises ValueError where it does not fit the question's type.
    """
    if not normal:
        sheet.write_blank(row, column, None, style)
    elif question.is_numeric and normal != "n/a":
        sheet.write_number(row, column, float(Decimal(normal)), style)
    elif question.type == AnswerType.DATE:
        sheet.write_datetime(row, column, datetime.fromisoformat(normal), style)
    elif question.type == AnswerType.CHOICE:
        sheet.write_string(row, column, words_of(normal), style)
    else:
        sheet.write_string(row, column, normal, style)
