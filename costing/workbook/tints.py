"""The tints that a sheet of questions takes on: still missing, to check, not asked."""

from xlsxwriter.worksheet import Worksheet

from costing.form import Question
from costing.workbook.expressions import CHECK
from costing.workbook.layout import (
    FIRST_ROW,
    INPUT,
    MARK,
    READ,
    AnswerCell,
    places,
)
from costing.workbook.progress import NEEDED
from costing.workbook.sheet_writer import Pen


def tint_questions(pen: Pen, page: Worksheet, questions: tuple[Question, ...]) -> None:
    last, row = FIRST_ROW + len(questions) - 1, FIRST_ROW + 1
    wrong = f'=LEFT($E{row},{len(CHECK)})="{CHECK}"'
    _when(page, (FIRST_ROW, INPUT, last, INPUT), wrong, pen.styles.tint("wrong"))
    _when(page, (FIRST_ROW, READ, last, READ), wrong, pen.styles.tint("wrong"))
    _when(page, (FIRST_ROW, INPUT, last, INPUT), f'=$A{row}="{NEEDED}"', pen.styles.tint("missing"))
    standing = places(pen.form)
    for question in questions:
        if question.required_when is not None:
            _tint_unasked(pen, page, standing[question.key])


def _tint_unasked(pen: Pen, page: Worksheet, place: AnswerCell) -> None:
    """Tint a question that other answers make needless; what was typed all the same stays readable."""
    formula = f'=AND({place.address(MARK)}="",LEN({place.address(INPUT)})=0)'
    _when(page, (place.row, INPUT, place.row, INPUT), formula, pen.styles.tint("unasked"))


def _when(page: Worksheet, area: tuple[int, int, int, int], formula: str, tint: object) -> None:
    page.conditional_format(*area, {"type": "formula", "criteria": formula, "format": tint, "stop_if_true": True})
