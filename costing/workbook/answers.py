"""Write a known answer into its cell with the right type."""

from datetime import datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from costing.form import Question
from costing.workbook.contents import answer_value


def write_answer(sheet: Worksheet, row: int, column: int, question: Question, normal: str, style: Format) -> None:
    """Write an answer; blank leaves the cell empty but formatted, other text than a normal form is written as typed."""
    match answer_value(question, normal):
        case None:
            sheet.write_blank(row, column, None, style)
        case float(number):
            sheet.write_number(row, column, number, style)
        case datetime() as moment:
            sheet.write_datetime(row, column, moment, style)
        case str(text):
            sheet.write_string(row, column, text, style)
