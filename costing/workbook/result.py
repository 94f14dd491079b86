"""The sheet *Result*: Annex A of this one return with live formulas, and a note beside each line."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from costing.form import Form, Line, LineKind
from costing.workbook.formulas.service_formulas import FormulaBlock, SheetWork
from costing.workbook.layout import (
    FIRST_ROW,
    HEADING_ROW,
    LABEL,
    PROGRESS_ROW,
    REMARK_ROW,
    RESULT,
    TITLE_ROW,
    absolute_range,
)
from costing.workbook.names import result_name, section_name
from costing.workbook.sheet_writer import Pen, row_height
from costing.workbook.status import status
from costing.workbook.styles import (
    BAR,
    INK,
    MONEY,
    PART,
)
from costing.workbook.sums import has_subtotal, is_part_of_total, sum_formula

_LABEL_WIDTH, _HOW_WIDTH = 44, 80


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns: label, one value for each column of the form, unit, share of the total, note, how.

    A form with one column shows each figure's share of its total, with a bar; others have no room for it.
    """

    values: int

    @property
    def has_share(self) -> bool:
        return self.values == 1

    @property
    def unit(self) -> int:
        return LABEL + 1 + self.values

    @property
    def share(self) -> int:
        return self.unit + 1

    @property
    def note(self) -> int:
        return self.unit + 1 + self.has_share

    @property
    def how(self) -> int:
        return self.note + 1

    @property
    def widths(self) -> tuple[float, ...]:
        share = (20.0,) if self.has_share else ()
        return (3, _LABEL_WIDTH, *([16.0] * self.values), 22, *share, 28, _HOW_WIDTH)

    def headings(self, labels: list[str]) -> list[str]:
        share = ["Share of total"] if self.has_share else []
        return ["", "Line", *labels, "Unit", *share, "Your note", "How it is worked out"]


def write_result(pen: Pen, work: SheetWork) -> None:
    columns = Columns(len(pen.form.columns))
    page = pen.sheet(RESULT, widths=columns.widths, tab=INK)
    _write_head(pen, page, columns, work.remark)
    for row, line in enumerate(pen.form.lines, FIRST_ROW):
        _write_line(pen, page, row, line, work, columns)
    _name_sections(pen)
    row = FIRST_ROW + len(pen.form.lines) + 1
    for block in work.tables:
        row = _write_table(pen, page, row, block)


def _write_head(pen: Pen, page: Worksheet, columns: Columns, remark: str) -> None:
    page.set_row(TITLE_ROW, 28)
    pen.title(page, TITLE_ROW, LABEL, f"Result in {pen.form.cost_unit}")
    pen.formula(page, PROGRESS_ROW, LABEL, status(pen.form), pen.styles("status"))
    labels = [column.label for column in pen.form.columns]
    page.set_row(REMARK_ROW, 18 if remark else 6)
    page.write_string(REMARK_ROW, LABEL, remark, pen.styles("progress"))
    page.set_row(HEADING_ROW, row_height(*((label, 14) for label in labels)))
    for column, text in enumerate(columns.headings(labels)):
        is_figure = LABEL < column < columns.unit
        page.write_string(HEADING_ROW, column, text, pen.styles("heading_right" if is_figure else "heading"))
    page.freeze_panes(FIRST_ROW, 0)
    page.repeat_rows(HEADING_ROW)
    page.fit_to_pages(1, 1)


def _write_line(pen: Pen, page: Worksheet, row: int, line: Line, work: SheetWork, columns: Columns) -> None:
    looks, how = _looks(pen.form, line), work.how.get(line.key, "")
    page.write_string(row, LABEL, line.label, pen.styles(f"{looks}_label"))
    for column, each in enumerate(pen.form.columns, LABEL + 1):
        pen.formula(page, row, column, _formula(pen.form, each.key, line, work), pen.styles(looks, MONEY))
        pen.name(result_name(pen.form, each.key, line.key), page, row, column)
    page.write_string(row, columns.unit, pen.form.cost_unit, pen.styles(f"{looks}_quiet"))
    _write_share(pen, page, row, line, columns)
    page.write_blank(row, columns.note, None, pen.styles("note"))
    page.write_string(row, columns.how, how, pen.styles(f"{looks}_quiet"))
    page.set_row(row, row_height((line.label, _LABEL_WIDTH), (how, _HOW_WIDTH)))


def _formula(form: Form, column: str, line: Line, work: SheetWork) -> str:
    return work.lines[column, line.key] if line.kind == LineKind.LINE else sum_formula(form, column, line)


def _looks(form: Form, line: Line) -> str:
    if line.kind == LineKind.TOTAL:
        return "total"
    return "subtotal" if is_part_of_total(form, line) else "figure"


def _write_share(pen: Pen, page: Worksheet, row: int, line: Line, columns: Columns) -> None:
    if not columns.has_share:
        return
    style = pen.styles(_looks(pen.form, line), PART)
    key = pen.form.columns[0].key
    figure, total = (result_name(pen.form, key, each) for each in (line.key, pen.form.lines[-1].key))
    pen.formula(page, row, columns.share, f'IF(AND(ISNUMBER({figure}),N({total})>0),{figure}/{total},"")', style)
    if has_subtotal(pen.form, line.section) and line.kind == LineKind.LINE:
        page.conditional_format(row, columns.share, row, columns.share, _bar())


def _bar() -> dict[str, object]:
    limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
    return {"type": "data_bar", "bar_color": BAR, **limits}


def _name_sections(pen: Pen) -> None:
    rows = {line.key: row for row, line in enumerate(pen.form.lines, FIRST_ROW)}
    for section in dict.fromkeys(line.section for line in pen.form.lines if has_subtotal(pen.form, line.section)):
        lines = [rows[line.key] for line in pen.form.lines_in(section)]
        for column, each in enumerate(pen.form.columns, LABEL + 1):
            reference = absolute_range(RESULT, (min(lines), column), (max(lines), column))
            pen.name_range(section_name(pen.form, each.key, section), reference)


def _write_table(pen: Pen, page: Worksheet, row: int, block: FormulaBlock) -> int:
    """Write a table under the lines and return the row after it."""
    page.write_string(row, LABEL, block.title, pen.styles("heading"))
    for column, heading in enumerate(block.headings, LABEL + 1):
        page.write_string(row, column, heading, pen.styles("heading_right"))
    page.set_row(row, row_height(*((heading, 14) for heading in block.headings)))
    for position, working in enumerate(block.rows, row + 1):
        page.write_string(position, LABEL, working.label, pen.styles("figure_label"))
        for column, (name, formula) in enumerate(working.cells, LABEL + 1):
            pen.formula(page, position, column, formula, pen.styles("figure", working.shows))
            pen.name(name, page, position, column)
        page.set_row(position, row_height((working.label, _LABEL_WIDTH)))
    return row + len(block.rows) + 2
