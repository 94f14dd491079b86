"""A provider's own figures beside the groups and further measures of a release: of its groups its own ones alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.form import Form, LineKind
from costing.formulas.costs import Amount, Costs
from reports.domain.calculation_groups import group_words
from reports.domain.further_measures import further_values
from reports.domain.inputs import ReturnInputs
from reports.domain.measure_parts import FurtherMeasure, MeasurePart
from reports.domain.own_costs import place_among
from reports.domain.released_measures import MeasureRow, MeasureTable, in_unit, measure_name, measure_tables
from reports.domain.subgroups import RELEASE_DIMENSIONS, release_groups
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A released row with the provider's own figure, None if it has none."""

    row: MeasureRow
    own: Decimal | None

    @property
    def words(self) -> str:
        return "n/a" if self.own is None else in_unit(self.own, self.row.unit)

    @property
    def place(self) -> str:
        return place_among(self.own, self.row.figures)


@dataclass(frozen=True, slots=True)
class OwnMeasures:
    """A table of them; ``is_group`` is one of the total in the market and in the own groups."""

    key: str
    title: str
    head: str
    has_units: bool
    is_group: bool
    rows: tuple[OwnMeasure, ...]
    tariff: str = ""

    @property
    def has_hidden(self) -> bool:
        return any(None in one.row.words for one in self.rows)

    @property
    def is_hidden(self) -> bool:
        """Tell whether nothing of it is released: then a sentence says so, and no row has to."""
        return all(words is None for one in self.rows for words in one.row.words)


def own_measures(form: Form, document: Mapping[str, Any], one: ReturnInputs) -> tuple[OwnMeasures, ...]:
    """Return the tables in which the provider has anything of its own."""
    groups = release_groups(form, one, RELEASE_DIMENSIONS)
    values = further_values(one.costs, one.asked, one.appointments)
    found = (_own(form, document, table, one.costs, groups, values) for table in measure_tables(form, document))
    return tuple(table for table in found if any(row.own is not None for row in table.rows))


def _own(
    form: Form,
    document: Mapping[str, Any],
    table: MeasureTable,
    costs: Costs,
    groups: Mapping[str, str],
    values: Mapping[str, Amount],
) -> OwnMeasures:
    name, _, column = table.key.partition("-")
    is_group = name not in set(MeasurePart)
    if is_group:
        rows = _own_groups(table, group_words(name, groups.get(name, "")), _total(form, costs, column))
    else:
        own = _by_label(form, MeasurePart(name), document[name][column], values)
        rows = tuple(OwnMeasure(row, own.get(row.label)) for row in table.rows)
    tariff = _tariffs(table, costs) if table.tariff else ""
    return OwnMeasures(table.key, table.title, table.head, table.has_units, is_group, rows, tariff)


def _tariffs(table: MeasureTable, costs: Costs) -> str:
    """Return the market's tariff, and the own one, which is exact, after it."""
    own = costs.tariff
    if own is None:
        return table.tariff
    minute = rounded(own.per_minute * 100, 1)
    return f"{table.tariff} Your own: {gbp(own.per_visit)} for a visit and {minute}p for each minute of it."


def _by_label(
    form: Form, part: MeasurePart, released: Iterable[str], values: Mapping[str, Amount]
) -> dict[str, Amount]:
    """Return the own values of what is released: a year's hours have the label of a week's, and are no measure."""
    return {measure_name(form, part, key)[0]: values.get(FurtherMeasure(part, key).line) for key in released}


def _own_groups(table: MeasureTable, group: str, own: Amount) -> tuple[OwnMeasure, ...]:
    """Return the row of all returns and that of the own group; nothing where the own group is not among them."""
    whole, *parts = table.rows
    mine = [row for row in parts if row.label == group]
    return tuple(OwnMeasure(row, own) for row in (whole, *mine)) if mine else ()


def _total(form: Form, costs: Costs, column: str) -> Amount:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    return costs.columns.get(column, {}).get(total)
