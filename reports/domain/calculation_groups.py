"""The groups of a calculation laid out for the independent team: one line in every group, with a range to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.charts import Kind, QuantileMarks, RangeChart, close_range_chart
from costing.figure_words import gbp
from costing.form import Form, LineKind
from reports.domain.calculation_page import ExactRow, exact_row
from reports.domain.exact_document import figure
from reports.domain.subgroups import (
    CARE_TYPE,
    CONTRACTED,
    DIMENSIONS,
    NO,
    NOT_SAID,
    SIZE,
    WITH_NURSING,
    WITHOUT_NURSING,
    YES,
    ZONE,
)

DIMENSION_WORDS = {ZONE: "Zone", SIZE: "Size", CONTRACTED: "Contract with the council", CARE_TYPE: "Type of care"}
_GROUP_WORDS = {
    (CONTRACTED, YES): "Contracted",
    (CONTRACTED, NO): "Not contracted",
    (CARE_TYPE, WITH_NURSING): "With nursing",
    (CARE_TYPE, WITHOUT_NURSING): "Without nursing",
}
_NOTHING = {"n": 0, "lower_quartile": None, "median": None, "upper_quartile": None}


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """What is looked at: a dimension, and one line in one column."""

    dimension: str
    column: str
    line: str


@dataclass(frozen=True)
class GroupsPage:
    """``rows`` are the line in all returns and in each group; ``medians`` have every line, a figure a group."""

    names: tuple[str, ...]
    says: str
    chart: RangeChart
    rows: tuple[ExactRow, ...]
    medians: tuple[tuple[str, str, tuple[Decimal | None, ...]], ...]


def dimensions_in(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return key and words of each dimension with groups; none for a calculation made before there were any."""
    return [(key, DIMENSION_WORDS[key]) for key in DIMENSIONS if key in document.get("subgroups", {})]


def release_dimensions_in(form: Form, document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return key and words of each dimension by which a release of the calculation can be broken down."""
    care = [(CARE_TYPE, DIMENSION_WORDS[CARE_TYPE])] if len(form.columns) > 1 else []
    return dimensions_in(document) + care


def group_words(dimension: str, group: str) -> str:
    return _GROUP_WORDS.get((dimension, group), group)


def groups_in(document: Mapping[str, Any], dimension: str) -> list[str]:
    """Return the groups in order: a database keeps none. What was not said comes last."""
    groups = document["subgroups"][dimension]
    return sorted(groups, key=lambda group: (group == NOT_SAID, group == NO, group.casefold()))


def first_choice(form: Form, document: Mapping[str, Any], dimension: str) -> GroupChoice:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    return GroupChoice(dimension, columns_in(form, document)[0][0], total)


def columns_in(form: Form, document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return key and label of the columns in which any return has a figure."""
    table = document["table"]
    there = [c for c in form.columns if any(cell["n"] for cell in table.get(c.key, {}).values())]
    return [(column.key, column.label) for column in there or form.columns]


def groups_page(form: Form, document: Mapping[str, Any], chosen: GroupChoice) -> GroupsPage:
    groups = groups_in(document, chosen.dimension)
    tables = [document["subgroups"][chosen.dimension][group]["table"].get(chosen.column, {}) for group in groups]
    names = tuple(group_words(chosen.dimension, group) for group in groups)
    whole = document["table"].get(chosen.column, {}).get(chosen.line, _NOTHING)
    each = [
        exact_row(name, "line", table.get(chosen.line, _NOTHING)) for name, table in zip(names, tables, strict=True)
    ]
    rows = (exact_row("All returns", "total", whole), *each)
    chart, scale = close_range_chart([_marks(row) for row in rows])
    return GroupsPage(
        names=names,
        says=f"{_says(form, chosen, each)} The scale runs from {gbp(scale.low)} to {gbp(scale.high)}.",
        chart=chart,
        rows=rows,
        medians=tuple(
            (line.label, line.kind.value, tuple(figure(table.get(line.key, _NOTHING)["median"]) for table in tables))
            for line in form.lines
        ),
    )


def _marks(row: ExactRow) -> QuantileMarks:
    label = f"{row.label} ({row.n})"
    kind: Kind = "total" if row.kind == "total" else "line"
    return QuantileMarks(label, row.median, row.lower_quartile, row.upper_quartile, kind=kind)


def _says(form: Form, chosen: GroupChoice, rows: Sequence[ExactRow]) -> str:
    label = form.line_by_key[chosen.line].label
    there = sorted((row.median, row.label) for row in rows if row.median is not None)
    if not there:
        return f"{label}: no group has a figure."
    (least, lowest), (most, highest) = there[0], there[-1]
    if len(there) == 1:
        return f"{label}: one group has a figure, with a median of {gbp(most)}."
    return f"{label}: the medians run from {gbp(least)} ({lowest}) to {gbp(most)} ({highest})."
