"""A summary as text for a terminal."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.form import Form, LineKind

HIDDEN = "[c]"
_TITLES = {
    "team": "For the independent team only",
    "public": "Protected; not a release",
    "statutory": "Statutory table: not for publication",
}


def summary_text(form: Form, document: Mapping[str, Any]) -> str:
    """Return the summary as text, a block a column, a row a line: n, lower quartile, median, upper quartile."""
    head = f"{form.title} – {_TITLES[document['audience']]} – {document['returns']} returns, {form.cost_unit}"
    blocks = [row for column, cells in document["table"].items() for row in _column(form, column, cells)]
    totals = [row for column, sums in document["totals"].items() for row in _totals(form, column, sums)]
    return "\n".join([head, *blocks, *totals, *_equal(document)])


def _column(form: Form, column: str, cells: Mapping[str, Any]) -> Iterator[str]:
    width = max(len(line.label) for line in form.lines)
    yield f"\n{_column_label(form, column):<{width}}{'n':>5}{'LQ':>11}{'median':>11}{'UQ':>11}"
    for line in form.lines:
        if line.key in cells:
            label = line.label if line.kind == LineKind.LINE else line.label.upper()
            yield f"{label:<{width}}{_figures(cells[line.key])}"


def _column_label(form: Form, column: str) -> str:
    """Return the label; a column of a group is ``dimension=group``, of homes behind their own column."""
    if "=" in column:
        return column
    return next((known.label for known in form.columns if known.key == column), "The same in every category")


def _figures(cell: Mapping[str, Any]) -> str:
    n = HIDDEN if cell["n"] is None else str(cell["n"])
    figures = (cell["lower_quartile"], cell["median"], cell["upper_quartile"])
    mark = "  indicative" if cell["indicative"] else ""
    return f"{n:>5}" + "".join(f"{HIDDEN if f is None else gbp(Decimal(f)):>11}" for f in figures) + mark


def _totals(form: Form, column: str, sums: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n{_column_label(form, column)}"
    for line, both in sums.items():
        summed, middle = (HIDDEN if f is None else gbp(Decimal(f)) for f in both.values())
        yield f"{form.line_by_key[line].label}: sum of line medians {summed}, median of returns {middle}"


def _equal(document: Mapping[str, Any]) -> Iterator[str]:
    for cell in document.get("equal_to_one_return", ()):
        yield f"Equals one return's own figure: {cell['column']} {cell['line']}, {cell['statistic']} {cell['value']}"
