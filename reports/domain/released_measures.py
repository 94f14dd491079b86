"""What a release holds beside its table: the total in each group, visits by their length, and supporting rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from costing.charts import QuantileMarks, RangeChart, close_range_chart
from costing.figure_words import gbp, with_unit
from costing.form import Form, LineKind
from reports.domain.calculation_groups import DIMENSION_WORDS, group_words
from reports.domain.cohort import ALL
from reports.domain.exact_document import figure
from reports.domain.measure_parts import MeasurePart
from reports.domain.release_words import unit_of
from reports.domain.released_tariff import released_tariff, tariff_says
from reports.domain.supporting_information import ASKED, DRIVERS, LENGTHS, named
from reports.domain.visits_from_lines import are_worked_out

QUANTILES = ("lower_quartile", "median", "upper_quartile")
TITLES = {
    MeasurePart.VISITS: "What an hour costs, by how long a visit takes",
    MeasurePart.APPOINTMENTS: "How many visits a branch makes, by how long they take",
    MeasurePart.SUPPORTING: "What lies behind the costs",
}
VISITS_A_WEEK = "visits a week"
NO_SUCH = "–"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A released cell with its name; None is withheld, and all is withheld alike.

    One that ``is_worked_out`` of others has no quartiles, which is no withholding.
    """

    label: str
    unit: str
    n: int | None
    figures: tuple[Decimal | None, ...]
    indicative: bool
    is_worked_out: bool = False

    @property
    def words(self) -> tuple[str | None, ...]:
        none = NO_SUCH if self.is_worked_out and self.median is not None else None
        return tuple(none if value is None else in_unit(value, self.unit) for value in self.figures)

    @property
    def median(self) -> Decimal | None:
        return self.figures[1]


@dataclass(frozen=True)
class MeasureTable:
    """A table with its sentence, and a picture where amounts may be told apart on it.

    ``tariff`` says beside visits what follows from them for a visit of any length; blank elsewhere.
    """

    key: str
    title: str
    head: str
    says: str
    rows: tuple[MeasureRow, ...]
    chart: RangeChart | None = None
    scale: str = ""
    tariff: str = ""

    @property
    def caption(self) -> str:
        """Return the title, with the unit where all rows have one."""
        return self.title if self.has_units else f"{self.title}, {self.rows[0].unit}"

    @property
    def has_units(self) -> bool:
        return len({row.unit for row in self.rows}) > 1

    @property
    def has_indicative(self) -> bool:
        return any(row.indicative for row in self.rows)


def in_unit(value: Decimal, unit: str) -> str:
    """Return the figure alone where its unit stands beside it; a share as a percentage, pounds as pounds."""
    return gbp(value) if unit.startswith("£") else with_unit(value, unit if unit.startswith("share") else "")


def measure_tables(form: Form, document: Mapping[str, Any]) -> tuple[MeasureTable, ...]:
    """Return the groups first, then visits, appointments and supporting rows; () of a release without any."""
    return (*_groups(form, document), *_further(form, document))


def _groups(form: Form, document: Mapping[str, Any]) -> Iterator[MeasureTable]:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    for dimension in DIMENSION_WORDS:
        groups = document.get("groups", {}).get(dimension, {})
        for column in form.columns:
            found = {group: columns[column.key] for group, columns in sorted(groups.items()) if column.key in columns}
            of_all = document["table"].get(column.key, {}).get(total)
            if not found or of_all is None:
                continue
            rows = [_row(group_words(dimension, group), form.cost_unit, cells[total]) for group, cells in found.items()]
            of = f", {column.label}" if len(form.columns) > 1 else ""
            yield _pictured(
                f"{dimension}-{column.key}",
                f"The total by {DIMENSION_WORDS[dimension].lower()}{of}",
                DIMENSION_WORDS[dimension],
                _apart(form, rows),
                (_row("All returns", form.cost_unit, of_all), *rows),
            )


def _further(form: Form, document: Mapping[str, Any]) -> Iterator[MeasureTable]:
    labels = {column.key: column.label for column in form.columns} | {ALL: "All returns"}
    for part, title in TITLES.items():
        for column, cells in document.get(part.value, {}).items():
            keys = sorted(cells, key=_place(form))
            rows = tuple(_row(*measure_name(form, part, key), cells[key]) for key in keys)
            if not rows:
                continue
            of = f", {labels.get(column, column)}" if len(document[part.value]) > 1 else ""
            head = "Measure" if part == MeasurePart.SUPPORTING else "Length of a visit"
            if part == MeasurePart.VISITS:
                rows = tuple(replace(row, is_worked_out=are_worked_out(document)) for row in rows)
                says = _worked_out(rows) if are_worked_out(document) else _apart(form, rows)
                table = _pictured(f"{part.value}-{column}", f"{title}{of}", head, says, rows)
                yield replace(table, tariff=tariff_says(released_tariff(document, column)))
            else:
                yield MeasureTable(f"{part.value}-{column}", f"{title}{of}", head, _shown(rows), rows)


def measure_name(form: Form, part: MeasurePart, key: str) -> tuple[str, str]:
    """Return the label of a further measure and its unit."""
    if part == MeasurePart.SUPPORTING:
        return named(form, key).label, named(form, key).unit
    length = f"{key} minutes" if key.isdigit() else "Other lengths"
    return length, form.cost_unit if part == MeasurePart.VISITS else VISITS_A_WEEK


def _place(form: Form) -> Callable[[str], tuple[int, str]]:
    """Return where a key stands: a database keeps no order of a document's keys."""
    order = [*LENGTHS, *ASKED.get(form.service, ()), *DRIVERS]
    return lambda key: (order.index(key) if key in order else len(order), key)


def _row(label: str, unit: str, cell: Mapping[str, Any]) -> MeasureRow:
    return MeasureRow(label, unit, cell["n"], tuple(figure(cell[name]) for name in QUANTILES), cell["indicative"])


def _apart(form: Form, rows: Sequence[MeasureRow]) -> str:
    """Return which is the highest and which the lowest of those that are shown."""
    shown = [(row.median, row.label) for row in rows if row.median is not None]
    if len(shown) < 2:
        return _shown(rows)
    (low, lowest), (high, highest) = min(shown), max(shown)
    if low == high:
        return f"All that are shown have a median of {gbp(high)} {unit_of(form)}."
    return f"Highest: {highest}, with a median of {gbp(high)} {unit_of(form)}; lowest: {lowest}, with {gbp(low)}."


def _worked_out(rows: Sequence[MeasureRow]) -> str:
    """Return how the shortest and the longest visit differ; they are shown all or none."""
    first, last = rows[0], rows[-1]
    if first.median is None or last.median is None:
        return "Nothing is said of visits: the total, a line of travel or the length of an average visit is withheld."
    return (
        f"An hour in visits of {first.label} costs {gbp(first.median)}, one in visits of {last.label} "
        f"{gbp(last.median)}: worked out from the released lines, so that there are no quartiles."
    )


def _shown(rows: Sequence[MeasureRow]) -> str:
    hidden = sum(row.median is None for row in rows)
    if not hidden:
        return ""
    return f"{hidden} of {len(rows)} medians {'is' if hidden == 1 else 'are'} withheld to protect providers."


def _pictured(key: str, title: str, head: str, says: str, rows: Sequence[MeasureRow]) -> MeasureTable:
    chart, scale = close_range_chart([QuantileMarks(row.label, *_marks(row)) for row in rows])
    ends = f"Drawn from {gbp(scale.low)} to {gbp(scale.high)}, not from £0." if scale.low else ""
    has_any = any(row.median is not None for row in rows)
    return MeasureTable(key, title, head, says, tuple(rows), chart if has_any else None, ends)


def _marks(row: MeasureRow) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool]:
    lower, median, upper = row.figures
    return (median, lower, upper, row.indicative)
