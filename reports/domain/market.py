"""A whole market: the costs of each return, laid out as the cohorts of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain

from costing.form import Form, Line
from reports.domain.cohort import (
    ALL,
    Cohort,
    CohortFault,
    CohortRow,
    first_fault,
)
from reports.domain.further_measures import further_measures
from reports.domain.measure_parts import FurtherMeasure

Costs = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class ReturnCosts:
    """One costed return: column → line → £ (None: undefined), for the columns it has.

    ``provider`` is its location's id; ``weight`` its hours a week or beds. ``further`` are its values of the measures
    beside the lines, by their names among lines.
    """

    provider: str
    owner: str
    columns: Mapping[str, Costs]
    weight: Decimal = Decimal(0)
    breakdown: Mapping[str, str] = field(default_factory=dict)
    further: Costs = field(default_factory=dict)


def whole_cohorts(form: Form, returns: Sequence[ReturnCosts]) -> tuple[Cohort, ...] | CohortFault:
    """Return every line in every column, as the independent team and the department see it."""
    cohorts = tuple(_cohort(column.key, form.lines, returns) for column in form.columns)
    return next(_unknown_columns(form, returns), None) or first_fault(cohorts) or cohorts


def public_cohorts(
    form: Form, returns: Sequence[ReturnCosts], weight_in_scope: Decimal | None = None
) -> tuple[Cohort, ...] | CohortFault:
    """Return the cohorts that may be published, with the further measures of which any return has a value.

    A line that is the same in every column stands once, in the column ``all``.

    Printed once a column it would be four cohorts that overlap, and give figures away by subtraction. The hours or beds
    in scope are those of all locations, and so of the column that all are in.
    """
    further = further_measures(form) if any(one.further for one in returns) else {}
    if len(form.columns) == 1:
        only = form.columns[0].key
        whole = replace(_cohort(only, form.lines, returns, further.get(only, ())), weight_in_scope=weight_in_scope)
        return next(_unknown_columns(form, returns), None) or first_fault((whole,)) or (whole,)
    differing = tuple(line for line in form.lines if line.differs_by_category)
    shared = tuple(line for line in form.lines if not line.differs_by_category)
    columns = tuple(_cohort(column.key, differing, returns, further.get(column.key, ())) for column in form.columns)
    once = further.get(ALL, ())
    anywhere = tuple(_row(one, shared, next(iter(one.columns.values())), once) for one in returns if one.columns)
    cohorts = (*columns, Cohort(ALL, shared, anywhere, weight_in_scope, once))
    faults = chain(_unknown_columns(form, returns), _unequal_shared_lines(shared, returns))
    return next(faults, None) or first_fault(cohorts) or cohorts


def _cohort(
    column: str, lines: tuple[Line, ...], returns: Sequence[ReturnCosts], further: tuple[FurtherMeasure, ...] = ()
) -> Cohort:
    rows = tuple(_row(one, lines, one.columns[column], further) for one in returns if column in one.columns)
    return Cohort(column, lines, rows, further=further)


def _row(one: ReturnCosts, lines: Sequence[Line], costs: Costs, further: Sequence[FurtherMeasure] = ()) -> CohortRow:
    """Return the row of a return; a line that the return lacks stays missing, so that protect() refuses it.

    A further measure of which it has no value is n/a.
    """
    values = {line.key: costs[line.key] for line in lines if line.key in costs}
    beside = {measure.line: one.further.get(measure.line) for measure in further}
    return CohortRow(one.provider, one.owner, {**values, **beside}, one.weight, one.breakdown)


def _unknown_columns(form: Form, returns: Sequence[ReturnCosts]) -> Iterator[CohortFault]:
    known = {column.key for column in form.columns}
    for one in returns:
        for column in sorted(one.columns.keys() - known):
            yield CohortFault(f"{one.provider}: {column} is no column of {form.title}")


def _unequal_shared_lines(shared: Sequence[Line], returns: Sequence[ReturnCosts]) -> Iterator[CohortFault]:
    for one in returns:
        for line in shared:
            if len({costs.get(line.key) for costs in one.columns.values()}) > 1:
                yield CohortFault(f"{one.provider}: the line {line.key} should be the same in every column and is not")
