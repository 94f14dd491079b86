"""A sheet of questions: mark, label, box, unit, what we read, a note, help."""

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from costing.form import AnswerType, Question
from costing.workbook import layout
from costing.workbook.answers import write_answer
from costing.workbook.expressions import (
    given,
    is_blank,
    is_needed,
    reading,
)
from costing.workbook.formulas.service_formulas import ShareSum, SheetWork
from costing.workbook.help_texts import help_beside, remark_for
from costing.workbook.layout import (
    FIRST_ROW,
    HELP,
    INPUT,
    LABEL,
    MARK,
    NOTE,
    READ,
    UNIT,
)
from costing.workbook.names import input_name, note_name, read_name
from costing.workbook.progress import (
    GIVEN,
    LEGEND,
    NEEDED,
    progress,
)
from costing.workbook.sheet_writer import Pen, row_height
from costing.workbook.styles import (
    ACCENT,
    DAY,
    NUMBER,
    QUIET,
    RATE,
    SHARE,
)
from costing.workbook.tints import tint_questions
from costing.workbook.validation import add_validation

_HEADINGS = {LABEL: "Question", INPUT: "Your answer", UNIT: "Unit", READ: "We read", NOTE: "Your note", HELP: "Help"}
# Together no wider than a screen of 1,280 pixels, so that the help is seen beside its question.
_WIDTHS: dict[int, float] = {MARK: 3, LABEL: 38, INPUT: 18, UNIT: 16, READ: 20, NOTE: 22, HELP: 50}
_WITH_WORDS: dict[int, float] = {INPUT: 28, HELP: 40}
_WORDY = frozenset({AnswerType.TEXT, AnswerType.EMAIL, AnswerType.LOCATION_ID})


def write_questions(
    pen: Pen, sheet: str, work: SheetWork, prefilled: Mapping[str, str], notes: Mapping[str, str]
) -> None:
    questions = pen.form.questions_on(sheet)
    widths = _widths(questions)
    tab = ACCENT if any(question.required for question in questions) else QUIET
    page = pen.sheet(layout.sheet_name(sheet), widths=tuple(widths.values()), tab=tab)
    _write_head(pen, page, sheet, widths)
    at = layout.places(pen.form)
    for question, beside in zip(questions, help_beside(questions), strict=True):
        row, note = at[question.key].row, notes.get(question.key, "")
        _write_heading(pen, page, row - 1, question.heading)
        _write_question(pen, page, at[question.key], question, prefilled.get(question.key, ""))
        _write_note(pen, page, row, note)
        page.write_string(row, HELP, beside, pen.styles("help"))
        texts = ((question.label, widths[LABEL]), (question.unit, widths[UNIT]), (beside, 1.1 * widths[HELP]))
        page.set_row(row, max(row_height(*texts), note_height(note)))
    tint_questions(pen, page, sheet)
    sums = [share_sum for share_sum in work.share_sums if share_sum.sheet == sheet]
    for row, share_sum in enumerate(sums, layout.last_row(pen.form, sheet) + 2):
        _write_share_sum(pen, page, row, share_sum)


def note_height(note: str) -> float:
    """Return the points that a note needs of its row."""
    return row_height((note, 1.3 * _WIDTHS[NOTE]))


def _widths(questions: tuple[Question, ...]) -> dict[int, float]:
    wordy = sum(question.type in _WORDY for question in questions) > 1
    return _WIDTHS | _WITH_WORDS if wordy else dict(_WIDTHS)


def _write_heading(pen: Pen, page: Worksheet, row: int, heading: str) -> None:
    if heading:
        page.set_row(row, 24)
        page.write_string(row, LABEL, heading, pen.styles("group"))


def _write_head(pen: Pen, page: Worksheet, sheet: str, widths: Mapping[int, float]) -> None:
    page.set_row(layout.TITLE_ROW, 28)
    pen.title(page, layout.TITLE_ROW, LABEL, sheet)
    pen.formula(page, layout.PROGRESS_ROW, LABEL, progress(pen.form, sheet), pen.styles("status"))
    page.write_string(layout.PROGRESS_ROW, INPUT, LEGEND, pen.styles("progress"))
    _write_remark(pen, page, remark_for(pen.form.questions_on(sheet)), sum(widths.values()))
    page.set_row(layout.HEADING_ROW, 20)
    page.write_blank(layout.HEADING_ROW, MARK, None, pen.styles("heading"))
    for column, heading in _HEADINGS.items():
        style = "heading_right" if column in (INPUT, READ) else "heading"
        page.write_string(layout.HEADING_ROW, column, heading, pen.styles(style))
    page.freeze_panes(FIRST_ROW, 0)
    page.repeat_rows(layout.HEADING_ROW)


def _write_remark(pen: Pen, page: Worksheet, remark: str, width: float) -> None:
    page.set_row(layout.REMARK_ROW, row_height((remark, width)) if remark else 6)
    if remark:
        page.merge_range(layout.REMARK_ROW, LABEL, layout.REMARK_ROW, HELP, remark, pen.styles("remark"))


def _write_question(pen: Pen, page: Worksheet, at: layout.AnswerCell, question: Question, prefilled: str) -> None:
    row = at.row
    answered = f'IF(IFERROR({is_blank(question)},FALSE),"{NEEDED}","{GIVEN}")'
    pen.formula(page, row, MARK, f'IF({is_needed(question)},{answered},"")', pen.styles("mark"))
    page.write_string(row, LABEL, question.label, pen.styles("label"))
    write_answer(page, row, INPUT, question, prefilled, _input_style(pen, question))
    page.write_string(row, UNIT, question.unit, pen.styles("unit"))
    pen.formula(page, row, READ, reading(question), pen.styles("read", _read_format(question)))
    for name, column in ((input_name, INPUT), (read_name, READ), (note_name, NOTE)):
        pen.name(name(question.key), page, row, column)
    add_validation(page, at, question)


def _write_note(pen: Pen, page: Worksheet, row: int, note: str) -> None:
    if note:
        page.write_string(row, NOTE, note, pen.styles("note"))
    else:
        page.write_blank(row, NOTE, None, pen.styles("note"))


def _input_style(pen: Pen, question: Question) -> Format:
    """Return the style of a box; shares have no percent format, as it would turn a typed 0.05 into 0.05 %."""
    if question.type in _WORDY:
        return pen.styles("words")
    if question.type == AnswerType.DATE:
        return pen.styles("input", "dd/mm/yyyy")
    return pen.styles("input", RATE if question.unit.startswith("£") else "General")


def _read_format(question: Question) -> str:
    if question.type == AnswerType.PERCENT:
        return SHARE
    if question.type == AnswerType.DATE:
        return DAY
    return RATE if question.unit.startswith("£") else NUMBER


def _write_share_sum(pen: Pen, page: Worksheet, row: int, share_sum: ShareSum) -> None:
    names = [read_name(key) for key in share_sum.keys]
    page.write_string(row, LABEL, share_sum.label, pen.styles("subtotal_label"))
    for column in (INPUT, UNIT):
        page.write_blank(row, column, None, pen.styles("subtotal"))
    pen.formula(page, row, READ, given("+".join(names), *names), pen.styles("subtotal", SHARE))
    page.write_blank(row, NOTE, None, pen.styles("subtotal"))
    page.write_string(row, HELP, "should be 100 %", pen.styles("subtotal_quiet"))
    off = f"=AND(ISNUMBER($E{row + 1}),ABS(N($E{row + 1})-1)>0.005)"
    page.conditional_format(
        row, READ, row, READ, {"type": "formula", "criteria": off, "format": pen.styles.tint("wrong")}
    )
