"""Subtotals and the total of a form's column: undefined, not smaller, where a line is n/a."""

from costing.form import Form, Line, LineKind
from costing.workbook.expressions import given, undefined_if
from costing.workbook.names import PRICE_DATE_OUTSIDE, result_name, section_name


def sum_formula(form: Form, column: str, line: Line) -> str:
    """Return the formula of a subtotal or of the total; no sum is given for a price date without rates."""
    added = _total(form, column) if line.kind == LineKind.TOTAL else _subtotal(form, column, line)
    return f'IF({PRICE_DATE_OUTSIDE},"no rate",{added})'


def _subtotal(form: Form, column: str, line: Line) -> str:
    lines = section_name(form, column, line.section)
    return f'IF(COUNTIF({lines},"n/a")>0,"n/a",IF(COUNT({lines})=ROWS({lines}),SUM({lines}),""))'


def _total(form: Form, column: str) -> str:
    parts = tuple(result_name(form, column, line.key) for line in form.lines if is_part_of_total(form, line))
    return undefined_if(parts, given("+".join(parts), *parts))


def is_part_of_total(form: Form, line: Line) -> bool:
    """Tell whether a line is part of the total: subtotals, and lines in a section without one."""
    if line.kind == LineKind.LINE:
        return not has_subtotal(form, line.section)
    return line.kind == LineKind.SUBTOTAL


def has_subtotal(form: Form, section: str) -> bool:
    return any(line.section == section and line.kind == LineKind.SUBTOTAL for line in form.lines)
