"""A release as open data: tidy tables of released cells, each with the dictionary of its fields.

Nothing else gets in: the fields are a list of what may, and each is read from the released document by its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from costing.form import Form
from reports.domain.released_table import ReleasedColumn, released_columns

# A row's value; None is withheld.
OpenCell = str | int | Decimal | None
HIDDEN = "[c]"
FieldType = Literal["string", "integer", "number"]


@dataclass(frozen=True, slots=True)
class OpenField:
    """A column of a table, as its dictionary says: ``unit`` is blank for what is no amount."""

    name: str
    title: str
    type: FieldType
    means: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OpenTable:
    name: str
    title: str
    fields: tuple[OpenField, ...]
    rows: tuple[tuple[OpenCell, ...], ...]
    key: tuple[str, ...]


def open_tables(form: Form, document: Mapping[str, Any]) -> tuple[OpenTable, ...]:
    """Return the lines and the sums of a release."""
    columns, unit = released_columns(form, document), form.cost_unit
    lines = tuple(row for column in columns for row in _lines(column))
    sums = tuple(row for column in columns for row in _sums(column))
    return (
        OpenTable("lines", "Every line of the table", _line_fields(unit), lines, ("column", "line")),
        OpenTable("sums", "Two ways to state each sum", _sum_fields(unit), sums, ("column", "sum")),
    )


def _lines(column: ReleasedColumn) -> Iterator[tuple[OpenCell, ...]]:
    for cell in column.cells:
        quantiles = (cell.lower_quartile, cell.median, cell.upper_quartile)
        mark = "withheld" if cell.is_hidden else "indicative" if cell.indicative else "full"
        line = cell.line
        yield (column.key, column.label, line.key, line.label, line.kind.value, line.section, cell.n, *quantiles, mark)


def _sums(column: ReleasedColumn) -> Iterator[tuple[OpenCell, ...]]:
    for total in column.totals:
        both = (total.sum_of_medians, total.median_of_returns)
        yield (column.key, column.label, total.line.key, total.line.label, *both)


WITHHELD_MEANS = f"{HIDDEN} where it is withheld to protect providers"
_COLUMN = (
    OpenField("column", "Column", "string", "The kind of care, as a key that stays the same from release to release"),
    OpenField("column_label", "Column in words", "string", "The kind of care in words"),
)


def amount(name: str, title: str, means: str, unit: str) -> OpenField:
    return OpenField(name, title, "number", f"{means}; {WITHHELD_MEANS}", unit)


def quantile_fields(unit: str) -> tuple[OpenField, ...]:
    """Return the fields of a released cell."""
    quartile = "A quarter of the returns {} about this; taken from several returns and rounded"
    middle = "Half of the returns cost less than about this; taken from several returns in the middle and rounded"
    return (
        OpenField("returns", "Returns", "integer", f"How many returns stand behind the figures; {WITHHELD_MEANS}"),
        amount("lower_quartile", "Lower quartile", quartile.format("cost less than"), unit),
        amount("median", "Median", middle, unit),
        amount("upper_quartile", "Upper quartile", quartile.format("cost more than"), unit),
        OpenField(
            "mark",
            "Mark",
            "string",
            "full, indicative (from fewer than 10 returns, and rounded more coarsely) or withheld",
        ),
    )


def _line_fields(unit: str) -> tuple[OpenField, ...]:
    return (
        *_COLUMN,
        OpenField("line", "Line", "string", "The line of the table, as a key that stays the same"),
        OpenField("line_label", "Line in words", "string", "The line in words"),
        OpenField("kind", "Kind", "string", "line, subtotal or total; lines need not add up to their sums"),
        OpenField("section", "Section", "string", "The part of the table that the line belongs to"),
        *quantile_fields(unit),
    )


def _sum_fields(unit: str) -> tuple[OpenField, ...]:
    return (
        *_COLUMN,
        OpenField("sum", "Sum", "string", "The subtotal or total, as a key that stays the same"),
        OpenField("sum_label", "Sum in words", "string", "The subtotal or total in words"),
        amount("sum_of_line_medians", "Sum of line medians", "The published medians of the lines, added up", unit),
        amount("median_of_totals", "Median of totals", "The middle of what each return comes to", unit),
    )
