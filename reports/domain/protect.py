"""The gate-keeper: decide what of a frozen cohort may leave the independent team.

The first rule that bites decides a cell, in the order R1, R2, R3, figures above zero, total hidden, R4, R5, R6, R9
and R10; then R7, R6, R10 and R11 for the quartiles, which go both or not at all. Whatever is published on the way
joins the ledger at once, so that a group is held against the total of the same release.
"""

from collections.abc import Sequence
from decimal import localcontext
from types import MappingProxyType

from reports.domain.cohort import Cohort, CohortFault, first_fault
from reports.domain.differences import earlier_figure, is_a_small_complement, is_a_small_difference
from reports.domain.figures import exact_figures, figures_around, median_to_print, quartiles_to_print
from reports.domain.ledger import EMPTY_LEDGER, Figures, Ledger, LedgerEntry, Membership, Seal
from reports.domain.measures import (
    CellKey,
    ReleaseMeasure,
    keys_of,
    measures_of,
)
from reports.domain.policy import PROTECTED, Policy
from reports.domain.protected_table import (
    _GATE,
    HidingReason,
    ProtectedCell,
    ProtectedTable,
    Status,
)
from reports.domain.rules import first_to_bite
from reports.domain.statistics import EXACT, two_totals

# The release of the cells that this very run has published.
_THIS_RELEASE = ""


def protect(
    cohorts: Sequence[Cohort], policy: Policy = PROTECTED, ledger: Ledger = EMPTY_LEDGER
) -> ProtectedTable | CohortFault:
    """Return the protected table of the cohorts, one a column and all of one exercise; a bad row refuses the whole."""
    refusal = first_fault(cohorts)
    if refusal is not None:
        return refusal
    with localcontext(EXACT):
        cells = _all_exact(cohorts) if policy.exact else _Protection(policy, ledger).of(cohorts)
        totals = two_totals(cohorts, lambda column, line: cells[CellKey(column, line)].median)
    return ProtectedTable(
        cells=MappingProxyType({key: cells[key] for key in keys_of(cohorts)}),
        totals=MappingProxyType(totals),
        policy_version=policy.version,
        policy_sha256=policy.sha256,
        for_publication=policy.for_publication,
        gate=_GATE,
    )


def ledger_entries(table: ProtectedTable, release: str) -> tuple[LedgerEntry, ...]:
    """Return what a release adds to the ledger.

    A table that is not for publication adds nothing: its exact figures must never be carried forward.
    """
    if not table.for_publication:
        return ()
    return tuple(
        LedgerEntry(cell.key, release, table.policy_sha256, cell.figures, cell.membership)
        for cell in table
        if cell.figures is not None
    )


def _all_exact(cohorts: Sequence[Cohort]) -> dict[CellKey, ProtectedCell]:
    return {measure.key: _exact_cell(measure) for measure in measures_of(cohorts)}


def _exact_cell(measure: ReleaseMeasure) -> ProtectedCell:
    figures = exact_figures(measure)
    return (
        _hidden(measure, HidingReason.NO_VALUES) if figures is None else ProtectedCell(measure.key, figures, gate=_GATE)
    )


def _hidden(measure: ReleaseMeasure, reason: HidingReason) -> ProtectedCell:
    return ProtectedCell(measure.key, None, reason, gate=_GATE)


class _Protection:
    """A run over all cells, which remembers what it has decided and what was ever published."""

    def __init__(self, policy: Policy, ledger: Ledger) -> None:
        self._policy = policy
        self._seal = Seal(ledger)
        self._cells: dict[CellKey, ProtectedCell] = {}
        self._published = {line: list(entries) for line, entries in ledger.by_line.items()}

    def of(self, cohorts: Sequence[Cohort]) -> dict[CellKey, ProtectedCell]:
        for measure in measures_of(cohorts):
            cell = self._cells[measure.key] = self._decide(measure)
            if cell.figures is not None and cell.carried_from is None:
                self._publish(cell, cell.figures)
        return self._cells

    def _publish(self, cell: ProtectedCell, figures: Figures) -> None:
        entry = LedgerEntry(cell.key, _THIS_RELEASE, self._policy.sha256, figures, cell.membership)
        self._published.setdefault(cell.key.family, []).append(entry)

    def _decide(self, measure: ReleaseMeasure) -> ProtectedCell:
        reason = first_to_bite(measure, self._policy) or self._total_hidden(measure)
        if reason is not None:
            return _hidden(measure, reason)
        membership = self._seal.membership_of(measure)
        published = self._published.get(measure.key.family, [])
        earlier = earlier_figure(measure.key, membership, published, self._policy.max_difference_owners)
        if earlier is not None:
            return _carried(earlier)
        reason = self._tells_by_subtraction(membership, published)
        return _hidden(measure, reason) if reason is not None else self._figured(measure, membership)

    def _total_hidden(self, measure: ReleaseMeasure) -> HidingReason | None:
        hidden = measure.parent is not None and self._cells[measure.parent].status == Status.HIDDEN
        return HidingReason.TOTAL_HIDDEN if hidden else None

    def _tells_by_subtraction(self, membership: Membership, published: Sequence[LedgerEntry]) -> HidingReason | None:
        limit = self._policy.max_difference_owners
        if is_a_small_difference(membership, published, limit, self._policy.sha256):
            return HidingReason.DIFFERENCE
        return HidingReason.COMPLEMENT if is_a_small_complement(membership, published, limit) else None

    def _figured(self, measure: ReleaseMeasure, membership: Membership) -> ProtectedCell:
        median = median_to_print(measure, self._policy)
        if isinstance(median, HidingReason):
            return _hidden(measure, median)
        quartiles = quartiles_to_print(measure, median, self._policy)
        withheld = quartiles if isinstance(quartiles, HidingReason) else None
        pair = None if isinstance(quartiles, HidingReason) else quartiles
        figures = figures_around(measure, median, pair, self._policy)
        return ProtectedCell(measure.key, figures, quartiles_reason=withheld, membership=membership, gate=_GATE)


def _carried(earlier: LedgerEntry) -> ProtectedCell:
    """Return the cell with the earlier figure, and the members from which that was worked out."""
    return ProtectedCell(
        earlier.key, earlier.figures, carried_from=earlier.release, membership=earlier.membership, gate=_GATE
    )
