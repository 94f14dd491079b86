"""Hints on why an answer could not be understood, if its text gives that away, and on how to write it instead."""

import re

from costing.form import AnswerType, Question
from costing.parsing.words import is_spreadsheet_error
from spreadsheets.cells import Cell, CellKind

_ERRORS = {
    "#REF!": "The formula in this cell points at a cell that is no longer there: type the figure itself.",
    "#DIV/0!": "The formula in this cell divides by nothing: type the figure itself.",
    "#N/A": "A look-up in this cell found nothing: type the figure itself.",
    "#NAME?": "The formula in this cell uses a name that this workbook does not have: type the figure itself.",
}
_FORMULA = "There is a formula in this cell: open the workbook in your spreadsheet program, let it calculate, and save."
_IN_NUMBERS = (
    (re.compile(r"\bvat\b", re.I), "Type one amount, with the VAT that you cannot reclaim in it."),
    (re.compile(r"\d\s*(k|m|thousand|million|000s)$", re.I), "Thousands are written in full, such as 132,000."),
    (re.compile(r"\d\s*(-|–|to)\s*[£\d]", re.I), "Type one figure, such as the average, not from and to."),
    (re.compile(r"^\s*(about|approx|circa|ca|c|~)", re.I), "Type your best figure, without words before it."),
    (re.compile(r"\d,\d"), "A point stands before pence, commas only between thousands, such as 1,234.50."),
    (re.compile(r"\d\s*(p|pence)$", re.I), "Type pounds, not pence, such as 0.35."),
    (re.compile(r"\d\s*(per|a|/|p\.?)?\s*(week|month|wk|mth|pw|pcm|pm)", re.I), "Type the figure of the whole year."),
)
_IN_DATES = (
    (re.compile(r"^\s*\d{1,2}/(1[3-9]|2\d|3[01])/\d+"), "The day comes before the month, such as 31/03/2022."),
    (re.compile(r"^\s*[a-z]+\s+\d{4}\s*$", re.I), "The day is missing."),
    (re.compile(r"^\s*\d{4}\s*[-/]\s*\d{2,4}\s*$"), "This is a year: type its first or last day."),
)


def hint_for(question: Question, cell: Cell) -> str:
    """Return the hint; blank if the text gives nothing away."""
    if cell.kind == CellKind.ERROR or is_spreadsheet_error(cell.text):
        return _ERRORS.get(cell.text.strip().upper(), _FORMULA if cell.is_formula else "")
    if cell.is_formula:
        return _FORMULA
    hints = _IN_DATES if question.type == AnswerType.DATE else _IN_NUMBERS if question.is_numeric else ()
    return next((hint for shape, hint in hints if shape.search(cell.text)), "")
