"""The tints that a sheet of questions takes on: still missing, to check, not asked; and percentages as percentages."""

from xlsxwriter.worksheet import Worksheet

from costing.form import AnswerType
from costing.workbook.expressions import CHECK
from costing.workbook.layout import (
    FIRST_ROW,
    INPUT,
    MARK,
    READ,
    AnswerCell,
    last_row,
    places,
)
from costing.workbook.progress import NEEDED
from costing.workbook.sheet_writer import Pen


def tint_questions(pen: Pen, page: Worksheet, sheet: str) -> None:
    standing, questions = places(pen.form), pen.form.questions_on(sheet)
    last, row = last_row(pen.form, sheet), FIRST_ROW + 1
    wrong = f'=LEFT($E{row},{len(CHECK)})="{CHECK}"'
    _when(page, (FIRST_ROW, INPUT, last, INPUT), wrong, pen.styles.tint("wrong"))
    _when(page, (FIRST_ROW, READ, last, READ), wrong, pen.styles.tint("wrong"))
    _when(page, (FIRST_ROW, INPUT, last, INPUT), f'=$A{row}="{NEEDED}"', pen.styles.tint("missing"))
    for question in questions:
        if question.required_when is not None:
            _tint_unasked(pen, page, standing[question.key])
        if question.type == AnswerType.PERCENT:
            _show_percentage(pen, page, standing[question.key])


def _show_percentage(pen: Pen, page: Worksheet, place: AnswerCell) -> None:
    """Show a share such as 5% as 5%, which a locked sheet would show as 0.05.

    It is no format of the cell: that one would take a 5 or a 0.05 that is typed next for another figure.
    """
    cell = place.address(INPUT)
    share, is_whole = f"ISNUMBER({cell}),ABS(N({cell}))<=1", f"ABS(N({cell})*100-ROUND(N({cell})*100,0))<0.000001"
    for test, tint in ((f"=AND({share},{is_whole})", "percent"), (f"=AND({share},NOT({is_whole}))", "percent_part")):
        options = {"type": "formula", "criteria": test, "format": pen.styles.tint(tint)}
        page.conditional_format(place.row, INPUT, place.row, INPUT, options)


def _tint_unasked(pen: Pen, page: Worksheet, place: AnswerCell) -> None:
    """Tint a question that other answers make needless; what was typed all the same stays readable."""
    formula = f'=AND({place.address(MARK)}="",LEN({place.address(INPUT)})=0)'
    _when(page, (place.row, INPUT, place.row, INPUT), formula, pen.styles.tint("unasked"))


def _when(page: Worksheet, area: tuple[int, int, int, int], formula: str, tint: object) -> None:
    page.conditional_format(*area, {"type": "formula", "criteria": formula, "format": tint, "stop_if_true": True})
