"""A release as open data: tidy tables of released cells, each with the dictionary of its fields.

Nothing else gets in: the fields are a list of what may, and each is read from the released document by its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from costing.form import Form
from reports.domain.calculation_groups import DIMENSION_WORDS, group_words
from reports.domain.cohort import ALL
from reports.domain.exact_document import figure
from reports.domain.measure_parts import MeasurePart
from reports.domain.released_measures import QUANTILES, measure_name
from reports.domain.released_table import ReleasedColumn, released_columns
from reports.domain.released_tariff import released_tariff
from reports.publication.domain.open_fields import (
    OpenCell,
    OpenField,
    group_fields,
    line_fields,
    measure_fields,
    sum_fields,
    tariff_fields,
)


@dataclass(frozen=True, slots=True)
class OpenTable:
    name: str
    title: str
    fields: tuple[OpenField, ...]
    rows: tuple[tuple[OpenCell, ...], ...]
    key: tuple[str, ...]


def open_tables(form: Form, document: Mapping[str, Any]) -> tuple[OpenTable, ...]:
    """Return the lines and the sums of a release, and its groups and further measures if it has any."""
    columns, unit = released_columns(form, document), form.cost_unit
    lines = tuple(row for column in columns for row in _lines(column))
    sums = tuple(row for column in columns for row in _sums(column))
    return (
        OpenTable("lines", "Every line of the table", line_fields(unit), lines, ("column", "line")),
        OpenTable("sums", "Two ways to state each sum", sum_fields(unit), sums, ("column", "sum")),
        *_further(form, document),
    )


def _further(form: Form, document: Mapping[str, Any]) -> Iterator[OpenTable]:
    groups, measures = tuple(_groups(form, document)), tuple(_measures(form, document))
    if groups:
        key = ("dimension", "group", "column", "line")
        yield OpenTable("groups", "Every line in each group", group_fields(form.cost_unit), groups, key)
    if measures:
        title = "Visits by their length, and what lies behind the costs"
        yield OpenTable("measures", title, measure_fields(), measures, ("part", "column", "measure"))
    if tariffs := tuple(_tariffs(form, document)):
        title = "What a visit costs by its length, worked out from the table of measures"
        yield OpenTable("tariff", title, tariff_fields(), tariffs, ("column",))


def _groups(form: Form, document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    """Yield the groups in a fixed order: a database keeps no order of a document's keys."""
    labels = _labels(form)
    for dimension, words in DIMENSION_WORDS.items():
        for group, columns in sorted(document.get("groups", {}).get(dimension, {}).items()):
            named = (dimension, words, group, group_words(dimension, group))
            for column in (key for key in labels if key in columns):
                for line in (line for line in form.lines if line.key in columns[column]):
                    of = (column, labels[column], line.key, line.label, line.kind.value)
                    yield (*named, *of, *_cell(columns[column][line.key]))


def _measures(form: Form, document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    labels = _labels(form)
    for part in MeasurePart:
        columns = document.get(part.value, {})
        for column in (key for key in labels if key in columns):
            for key in sorted(columns[column]):
                label, unit = measure_name(form, part, key)
                yield (part.value, column, labels[column], key, label, unit, *_cell(columns[column][key]))


def _tariffs(form: Form, document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for column, label in _labels(form).items():
        if tariff := released_tariff(document, column):
            lengths = " ".join(map(str, tariff.lengths))
            yield (column, label, lengths, tariff.per_visit, tariff.per_minute * 100, tariff.off_by)


def _labels(form: Form) -> dict[str, str]:
    return {column.key: column.label for column in form.columns} | {ALL: "The same in every category"}


def _cell(cell: Mapping[str, Any]) -> tuple[OpenCell, ...]:
    mark = "withheld" if cell["median"] is None else "indicative" if cell["indicative"] else "full"
    return (cell["n"], *(figure(cell[name]) for name in QUANTILES), mark)


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
