"""The summary of a market as plain values: for the team, for the department, for the public.

Computed figures are texts with six places, None where undefined or withheld.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from costing.form import Form
from reports.domain.cohort import Cohort, CohortFault
from reports.domain.ledger import EMPTY_LEDGER, Ledger
from reports.domain.market import ReturnCosts, public_cohorts, whole_cohorts
from reports.domain.measure_parts import MeasurePart
from reports.domain.policy import PROTECTED, STATUTORY, Policy
from reports.domain.protect import protect
from reports.domain.protected_table import ProtectedCell, ProtectedTable, Status
from reports.domain.released_document import DIMENSIONS, GROUPS, Part, further_parts, groups_part, whole_cells
from reports.domain.statistics import Quantiles, TwoTotals, exact_table
from reports.domain.visits_from_lines import visits_part
from spreadsheets.decimals import rounded

_PLACES = 6
_STATISTICS = ("lower_quartile", "median", "upper_quartile")


def team_summary(form: Form, returns: Sequence[ReturnCosts]) -> Part | CohortFault:
    """Return exact ``table``, ``totals`` and ``policy``, never for anyone outside the independent team."""
    cohorts = whole_cohorts(form, returns)
    if isinstance(cohorts, CohortFault):
        return cohorts
    exact = exact_table(cohorts)
    cells = ((column, line, _cell_part(found, Status.SHOWN, False)) for (column, line), found in exact.cells.items())
    return {"table": _by_column(cells), "totals": totals_part(exact.totals), "policy": None}


def public_table(
    form: Form,
    returns: Sequence[ReturnCosts],
    policy: Policy = PROTECTED,
    ledger: Ledger = EMPTY_LEDGER,
    weight_in_scope: Decimal | None = None,
) -> ProtectedTable | CohortFault:
    cohorts = public_cohorts(form, returns, weight_in_scope)
    return cohorts if isinstance(cohorts, CohortFault) else protect(cohorts, policy, ledger)


def public_summary(table: ProtectedTable) -> Part:
    """Return the same three parts of what passed the policy; raises ValueError for a table not for publication."""
    _refuse_exact(table)
    return _protected_summary(table)


def released_summary(table: ProtectedTable, dimensions: Sequence[str] = ()) -> Part:
    """Return the public summary with its groups and further measures, as a release keeps it.

    ``dimensions`` are those that were asked for, of which any may have nothing to show.
    """
    _refuse_exact(table)
    document = {
        **_protected_summary(table),
        DIMENSIONS: list(dimensions),
        GROUPS: groups_part(table, protected_part),
        **further_parts(table, protected_part),
    }
    return with_visits(document)


def with_visits(document: Part) -> Part:
    """Return the document with what a visit costs by its length, worked out from what stands in it."""
    if MeasurePart.SUPPORTING.value not in document:
        return document
    return {**document, MeasurePart.VISITS.value: visits_part(document, PROTECTED)}


def _refuse_exact(table: ProtectedTable) -> None:
    if not table.for_publication:
        raise ValueError(f"a table under {table.policy_version} is not for publication")


def statutory_summary(form: Form, returns: Sequence[ReturnCosts]) -> Part | CohortFault:
    """Return the department's exact table, with ``equal_to_one_return``: the cells that are a return's own figure.

    It is not for publication; whoever signs it sees that list first.
    """
    cohorts = whole_cohorts(form, returns)
    if isinstance(cohorts, CohortFault):
        return cohorts
    table = protect(cohorts, STATUTORY)
    if isinstance(table, CohortFault):
        return table
    return {**_protected_summary(table), "equal_to_one_return": list(_equal_to_one_return(cohorts, table))}


def six_places(value: Decimal | None) -> str | None:
    return None if value is None else format(rounded(value, _PLACES), "f")


def _protected_summary(table: ProtectedTable) -> Part:
    cells = ((cell.key.column, cell.key.line, protected_part(cell)) for cell in whole_cells(table))
    policy = {"version": table.policy_version, "sha256": table.policy_sha256}
    return {"table": _by_column(cells), "totals": totals_part(table.totals), "policy": policy}


def protected_part(cell: ProtectedCell) -> Part:
    return _cell_part(cell, cell.status, cell.indicative)


def _cell_part(figures: Quantiles | ProtectedCell, status: Status, indicative: bool) -> Part:
    quantiles = {statistic: six_places(getattr(figures, statistic)) for statistic in _STATISTICS}
    return {"n": figures.n, **quantiles, "status": status.value, "indicative": indicative}


def totals_part(totals: Mapping[tuple[str, str], TwoTotals]) -> Part:
    return _by_column(
        (
            column,
            line,
            {
                "sum_of_medians": six_places(both.sum_of_medians),
                "median_of_returns": six_places(both.median_of_returns),
            },
        )
        for (column, line), both in totals.items()
    )


def _by_column(parts: Iterable[tuple[str, str, Part]]) -> Part:
    columns: Part = {}
    for column, line, part in parts:
        columns.setdefault(column, {})[line] = part
    return columns


def _equal_to_one_return(cohorts: Sequence[Cohort], table: ProtectedTable) -> Iterator[Part]:
    """Yield every printed figure that is some return's own, to the six printed places, without the return's name."""
    for cohort in cohorts:
        for line in cohort.lines:
            own = {six_places(row.values[line.key]) for row in cohort.rows}
            cell = table.cell(cohort.column, line.key)
            for statistic in _STATISTICS:
                value = six_places(getattr(cell, statistic))
                if value is not None and value in own:
                    yield {"column": cohort.column, "line": line.key, "statistic": statistic, "value": value}
