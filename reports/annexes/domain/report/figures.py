"""Tables and pictures of figures: quartiles by line, and any figures of a document by name."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from costing.charts import QuantileMarks, range_chart
from costing.figure_words import gbp, with_unit
from costing.form import LineKind
from reports.annexes.domain.annex_facts import AnnexFacts
from reports.annexes.domain.blocks import Block, picture, table
from reports.annexes.domain.editions import HIDDEN
from reports.domain.calculation_visits import A_MINUTE, pounds_a_minute
from reports.domain.exact_document import figure
from reports.domain.release_words import largest_line
from reports.domain.released_table import ReleasedCell, ReleasedColumn

QUARTILES = ("Returns", "Lower quartile", "Median", "Upper quartile")
NOT_AVAILABLE = "n/a"


def quartile_table(facts: AnnexFacts, column: ReleasedColumn, title: str) -> Block:
    missing = missing_words(facts)
    cells = [(cell.line.label, *_figures(cell, missing)) for cell in column.cells]
    note = ""
    if column.has_indicative:
        note = "* Indicative: fewer than ten returns stand behind it, and it is rounded more coarsely."
    styles = [cell.line.kind.value for cell in column.cells]
    return table(f"{title}, {facts.form.cost_unit}", ("Line", *QUARTILES), cells, styles=styles, note=note)


def missing_words(facts: AnnexFacts) -> str:
    return NOT_AVAILABLE if facts.is_exact else HIDDEN


def _figures(cell: ReleasedCell, missing: str) -> tuple[str, ...]:
    star = "*" if cell.indicative else ""
    known = (cell.lower_quartile, cell.median, cell.upper_quartile)
    n = missing if cell.n is None else str(cell.n)
    return (n, *(missing if one is None else gbp(one) + star for one in known))


def lines_picture(facts: AnnexFacts, column: ReleasedColumn, title: str) -> Block | None:
    """Return the picture of the lines of a column that have a figure; None where none has."""
    cells = [cell for cell in column.cells if cell.line.kind == LineKind.LINE and cell.median]
    return (
        picture(title, largest_line(facts.form, column), range_chart([_marks(cell) for cell in cells]))
        if cells
        else None
    )


def sums_picture(columns: Sequence[ReleasedColumn], title: str, says: str) -> Block | None:
    """Return the picture of subtotals and totals, of one column, or of the totals of several."""
    several = len(columns) > 1
    cells = [
        (column.label if several else cell.line.label, cell)
        for column in columns
        for cell in column.cells
        if cell.median is not None
        and (cell.line.kind == LineKind.TOTAL or (not several and cell.line.kind != LineKind.LINE))
    ]
    marks = [_marks(cell, label) for label, cell in cells]
    return picture(title, says, range_chart(marks)) if marks else None


def _marks(cell: ReleasedCell, label: str = "") -> QuantileMarks:
    return QuantileMarks(
        label or cell.line.label,
        cell.median,
        cell.lower_quartile,
        cell.upper_quartile,
        cell.indicative,
        cell.line.kind.value,
    )


def named_quartiles(
    title: str, rows: Iterable[tuple[str, str, Mapping[str, Any]]], head: str = "Measure", note: str = ""
) -> Block:
    """Return a table of quartiles of a document; each row has a name, its unit, and the figures."""
    cells = [(name, str(found["n"]), *_known(found, unit)) for name, unit, found in rows]
    return table(title, (head, *QUARTILES), cells, note=note)


def _known(found: Mapping[str, Any], unit: str) -> list[str]:
    return [in_unit(figure(found[name]), unit) for name in ("lower_quartile", "median", "upper_quartile")]


def in_unit(value: Decimal | None, unit: str) -> str:
    """Return a figure with the sign of its unit; the unit's other words stand beside the name."""
    if value is None:
        return NOT_AVAILABLE
    if unit == A_MINUTE:
        return pounds_a_minute(value)
    if unit.startswith("£"):
        return gbp(value)
    return with_unit(value, "share" if unit.startswith("share") else "")
