"""Write a known answer into its cell with the right type."""

import re
from datetime import datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from costing.form import AnswerType, Question
from costing.workbook.expressions import words_of
from spreadsheets.decimals import is_too_large

_PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def write_answer(sheet: Worksheet, row: int, column: int, question: Question, normal: str, style: Format) -> None:
    """Write an answer; blank leaves the cell empty but formatted, other text than a normal form is written as typed."""
    if not normal:
        sheet.write_blank(row, column, None, style)
    elif question.is_numeric and _PLAIN.match(normal) and not is_too_large(Decimal(normal)):
        sheet.write_number(row, column, float(Decimal(normal)), style)
    elif question.type == AnswerType.DATE and _ISO_DATE.match(normal):
        sheet.write_datetime(row, column, datetime.fromisoformat(normal), style)
    elif question.type == AnswerType.CHOICE:
        sheet.write_string(row, column, words_of(normal), style)
    else:
        sheet.write_string(row, column, normal, style)
