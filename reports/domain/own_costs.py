"""A provider's own costs beside what was released: made of their own return and of released figures alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.charts import OwnRangeChart, QuantileMarks, own_range_chart
from costing.figure_words import gbp
from costing.form import Form, LineKind
from costing.formulas.costs import Costs
from costing.index_chart import index_chart
from reports.domain.cohort import ALL
from reports.domain.released_table import ReleasedCell, ReleasedColumn, released_columns
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line with its released figures and the provider's own figure, None if that is undefined."""

    cell: ReleasedCell
    own: Decimal | None

    @property
    def place(self) -> str:
        """Return where the own figure lies among the released ones, in words, compared in the pence that are shown."""
        cell = self.cell
        return place_among(self.own, (cell.lower_quartile, cell.median, cell.upper_quartile))


@dataclass(frozen=True)
class OwnColumn:
    """A column that the provider has costs in; the pictures show the sums in £, then the lines as an index."""

    key: str
    label: str
    says: str
    lines: tuple[OwnLine, ...]
    pictures: tuple[OwnRangeChart, ...]

    @property
    def has_hidden(self) -> bool:
        return any(line.cell.is_hidden or not line.cell.has_quartiles for line in self.lines)


def place_among(figure: Decimal | None, quantiles: Sequence[Decimal | None]) -> str:
    """Return where a figure lies among a lower quartile, median and upper quartile; blank without both."""
    lower, median, upper = quantiles
    if figure is None or median is None:
        return ""
    own = rounded(figure) or figure
    if lower is not None and own < lower:
        return "in the lowest quarter"
    if upper is not None and own > upper:
        return "in the highest quarter"
    if own == median:
        return "at the median"
    return "above the median" if own > median else "below the median"


def own_columns(form: Form, document: Mapping[str, Any], costs: Costs) -> tuple[OwnColumn, ...]:
    """Return the columns of the release in which the provider has costs."""
    columns = ((column, _own(column.key, costs)) for column in released_columns(form, document))
    return tuple(_column(form, column, own) for column, own in columns if own)


def _own(column: str, costs: Costs) -> Mapping[str, Decimal | None]:
    """Return the provider's own lines of a column.

    Lines that are the same in every category are taken from its first.
    """
    if column == ALL:
        return next(iter(costs.columns.values()), {})
    return costs.columns.get(column, {})


def _column(form: Form, column: ReleasedColumn, own: Mapping[str, Decimal | None]) -> OwnColumn:
    lines = tuple(OwnLine(cell, own.get(cell.line.key)) for cell in column.cells)
    sums = [line for line in lines if line.cell.line.kind != LineKind.LINE]
    single = [line for line in lines if line.cell.line.kind == LineKind.LINE]
    drawn = ((own_range_chart, sums), (index_chart, single))
    pictures = tuple(draw([(_bar(line), line.own) for line in some]) for draw, some in drawn if _has_median(some))
    return OwnColumn(column.key, column.label, _sentence(form, lines), lines, pictures)


def _has_median(lines: Sequence[OwnLine]) -> bool:
    """Tell whether there is anything to draw beside one's own: a picture of what is all withheld would be empty."""
    return any(not line.cell.is_hidden for line in lines)


def _sentence(form: Form, lines: tuple[OwnLine, ...]) -> str:
    """Return a sentence that compares the totals, if there is one on both sides."""
    total = next((line for line in lines if line.cell.line.kind == LineKind.TOTAL), None)
    if total is None:
        return "Your own figures beside the released ones, line by line."
    if total.own is None:
        return "A cost of yours is missing, so you have no total to compare."
    unit = form.cost_unit.removeprefix("£").strip()
    if total.cell.median is None:
        return f"You come to {gbp(total.own)} {unit}; the median of the total is withheld to protect providers."
    return f"You come to {gbp(total.own)} {unit}, {total.place}: half of the returns cost less than {_median(total)}."


def _median(line: OwnLine) -> str:
    return gbp(line.cell.median) if line.cell.median is not None else ""


def _bar(line: OwnLine) -> QuantileMarks:
    cell = line.cell
    return QuantileMarks(
        label=cell.line.label,
        median=cell.median,
        lower_quartile=cell.lower_quartile,
        upper_quartile=cell.upper_quartile,
        indicative=cell.indicative,
        kind=cell.line.kind.value,
    )
