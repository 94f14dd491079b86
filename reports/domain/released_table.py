"""A stored released table, read back cell by cell: the only source of pages and files for others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from costing.form import Form, Line, LineKind
from reports.domain.cohort import ALL, parts_of
from reports.domain.exact_document import figure
from reports.domain.ledger import Figures
from reports.domain.measure_parts import MeasurePart
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED, Policy, policy_known_as
from reports.domain.released_document import cells_in
from reports.domain.rounding import nearest_multiple, step_for
from reports.domain.visits_from_lines import are_worked_out, is_visit, visits_part

# n, lower quartile, median, upper quartile, indicative
Printed = tuple[int, Decimal | None, Decimal | None, Decimal | None, bool]


@dataclass(frozen=True)
class ReleasedCell:
    """A line of a column as anybody may see it; a hidden one has no figure and no n."""

    line: Line
    n: int | None
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None
    indicative: bool

    @property
    def is_hidden(self) -> bool:
        return self.median is None

    @property
    def has_quartiles(self) -> bool:
        return self.lower_quartile is not None and self.upper_quartile is not None


@dataclass(frozen=True)
class ReleasedTotal:
    """A subtotal or total stated in both ways; None if withheld.

    A sum of protected medians is rounded like the one of them that is rounded most: it is no surer than that.
    """

    line: Line
    sum_of_medians: Decimal | None
    median_of_returns: Decimal | None


@dataclass(frozen=True)
class ReleasedColumn:
    key: str
    label: str
    cells: tuple[ReleasedCell, ...]
    totals: tuple[ReleasedTotal, ...]
    coverage: Decimal | None = None

    @property
    def total(self) -> ReleasedCell | None:
        return next((cell for cell in self.cells if cell.line.kind == LineKind.TOTAL), None)

    @property
    def hidden(self) -> int:
        return sum(cell.is_hidden for cell in self.cells)

    @property
    def lacks_quartiles(self) -> bool:
        return not any(cell.has_quartiles for cell in self.cells)

    @property
    def has_indicative(self) -> bool:
        return any(cell.indicative for cell in self.cells)


def released_columns(form: Form, document: Mapping[str, Any]) -> tuple[ReleasedColumn, ...]:
    """Return the columns in the form's order, what is the same in every column last; empty columns are left out."""
    labels = {column.key: column.label for column in form.columns} | {ALL: "The same in every category"}
    return tuple(_column(form, key, label, document) for key, label in labels.items() if document["table"].get(key))


def shown_figures(document: Mapping[str, Any]) -> dict[CellKey, Printed]:
    """Return every published cell of the table, the groups and the further measures.

    ``printed`` returns the same of a ledger entry.
    """
    return {key: _printed(cell) for key, cell in cells_in(document) if cell["median"] is not None}


def measured_figures(document: Mapping[str, Any]) -> dict[CellKey, Printed]:
    """Return those that came through the gate, and so stand in the ledger: rates by length are worked out from them."""
    shown, is_worked_out = shown_figures(document), are_worked_out(document)
    return {key: found for key, found in shown.items() if not (is_worked_out and is_visit(key.line))}


def visits_agree(document: Mapping[str, Any]) -> bool:
    """Tell whether the rates by length are those that follow from the lines, as the policy in use works them out."""
    policy = protected_by(document)
    if policy is None or not are_worked_out(document) or MeasurePart.VISITS.value not in document:
        return True
    named = document["policy"]
    is_known = policy_known_as(named["version"], named["sha256"]) is not None
    return not is_known or document[MeasurePart.VISITS.value] == visits_part(document, policy)


def printed(figures: Figures) -> Printed:
    return (figures.n, figures.lower_quartile, figures.median, figures.upper_quartile, figures.indicative)


def _printed(cell: Mapping[str, Any]) -> Printed:
    quantiles = (figure(cell[name]) for name in ("lower_quartile", "median", "upper_quartile"))
    return (cell["n"], *quantiles, cell["indicative"])


def _column(form: Form, key: str, label: str, document: Mapping[str, Any]) -> ReleasedColumn:
    cells = tuple(_cells(form, document["table"][key]))
    shared = tuple(_cells(form, document["table"].get(ALL, {}))) if key != ALL else ()
    share = figure(document.get("coverage", {}).get(key))
    totals = _totals(form, document["totals"].get(key, {}), (*cells, *shared), protected_by(document))
    return ReleasedColumn(key, label, cells, tuple(totals), share)


def protected_by(document: Mapping[str, Any]) -> Policy | None:
    """Return the policy that a document was protected by, None for exact figures."""
    named = document.get("policy")
    known = policy_known_as(named["version"], named["sha256"]) or PROTECTED if named else None
    return known if known and known.for_publication else None


def _cells(form: Form, cells: Mapping[str, Any]) -> Iterator[ReleasedCell]:
    for line in form.lines:
        if line.key in cells:
            yield ReleasedCell(line, *_printed(cells[line.key]))


def _totals(
    form: Form, totals: Mapping[str, Any], cells: tuple[ReleasedCell, ...], policy: Policy | None
) -> Iterator[ReleasedTotal]:
    by_line = {cell.line: cell for cell in cells}
    for line in form.lines:
        if line.key in totals:
            both = totals[line.key]
            parts = [by_line[part] for part in parts_of(line, by_line)]
            summed = _as_sure_as(figure(both["sum_of_medians"]), parts, policy)
            yield ReleasedTotal(line, summed, figure(both["median_of_returns"]))


def _as_sure_as(summed: Decimal | None, parts: list[ReleasedCell], policy: Policy | None) -> Decimal | None:
    """Return a sum rounded to the largest step of its parts."""
    if summed is None or policy is None:
        return summed
    steps = (step_for(Fraction(one.median), one.n, policy) for one in parts if one.median is not None and one.n)
    return nearest_multiple(summed, max(steps, default=policy.smallest_step))
