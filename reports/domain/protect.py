"""The gate-keeper: decide what of a frozen cohort may leave the independent team.

The first rule that bites decides a cell, in the order R1, R2, R3, figures above zero, total hidden, R4 for the same
cell, R13, R4 for other cells, R5, other exercises, R6, R9 and R10; then R7, R6, R10 and R11 for the quartiles, which go
both or not at all. Whatever is published on the way is compared with at once, so that a group is held against the
total of the same release.
"""

from collections.abc import Sequence
from decimal import localcontext
from types import MappingProxyType

from reports.domain.cohort import Cohort, CohortFault, first_fault
from reports.domain.collector_pause import collector_paused
from reports.domain.differences import CrowdComparison
from reports.domain.figures import exact_figures, figures_around, median_to_print, quartiles_to_print
from reports.domain.ledger import EMPTY_LEDGER, Ledger, LedgerEntry
from reports.domain.measures import (
    CellKey,
    ReleaseMeasure,
    keys_of,
    measures_of,
)
from reports.domain.member_seals import SealedMembers
from reports.domain.policy import PROTECTED, Policy
from reports.domain.protected_table import (
    _GATE,
    HidingReason,
    ProtectedCell,
    ProtectedTable,
    Status,
)
from reports.domain.published_crowds import PublishedCrowds
from reports.domain.rules import first_to_bite
from reports.domain.statistics import EXACT, two_totals


def protect(
    cohorts: Sequence[Cohort], policy: Policy = PROTECTED, ledger: Ledger = EMPTY_LEDGER
) -> ProtectedTable | CohortFault:
    """Return the protected table of the cohorts, one a column and all of one exercise; a bad row refuses the whole."""
    with collector_paused():
        refusal = first_fault(cohorts)
        return _protected(cohorts, policy, ledger) if refusal is None else refusal


def _protected(cohorts: Sequence[Cohort], policy: Policy, ledger: Ledger) -> ProtectedTable:
    with localcontext(EXACT):
        cells = _all_exact(cohorts) if policy.exact else _Protection(policy, ledger, cohorts).of(cohorts)
        totals = two_totals(cohorts, lambda column, line: cells[CellKey(column, line)].median)
    return ProtectedTable(
        cells=MappingProxyType({cell.key: cell for cell in map(cells.__getitem__, keys_of(cohorts))}),
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

    def __init__(self, policy: Policy, ledger: Ledger, cohorts: Sequence[Cohort]) -> None:
        self._policy, self._ledger = policy, ledger
        self._cells: dict[CellKey, ProtectedCell] = {}
        # Cells that stand as of an earlier release, with other providers than today's.
        self._behind: set[CellKey] = set()
        self._published = PublishedCrowds(ledger, policy, cohorts)

    def of(self, cohorts: Sequence[Cohort]) -> dict[CellKey, ProtectedCell]:
        for measure in measures_of(cohorts):
            cell = self._cells[measure.key] = self._decide(measure)
            if cell.figures is not None and cell.carried_because in (None, HidingReason.ANOTHER_EXERCISE):
                self._published.add(measure)
        return self._cells

    def _decide(self, measure: ReleaseMeasure) -> ProtectedCell:
        reason = first_to_bite(measure, self._policy) or self._total_hidden(measure)
        if reason is not None:
            return _hidden(measure, reason)
        beside = self._published.beside(measure)
        origins = self._origins_of(measure.key)
        carried = self._carried(measure, beside, origins)
        if carried is not None:
            return carried
        reason = beside.reason_to_hide if beside else None
        if reason is None and self._waits_with_its_total(measure):
            reason = HidingReason.REPEATED
        return _hidden(measure, reason) if reason is not None else self._as_elsewhere(measure, len(origins) + 1)

    def _origins_of(self, key: CellKey) -> Sequence[LedgerEntry]:
        if not self._ledger.entries:
            return ()
        return [one for one in self._ledger.origins.get(key.family, ()) if one.key == key]

    def _total_hidden(self, measure: ReleaseMeasure) -> HidingReason | None:
        hidden = measure.parent is not None and self._cells[measure.parent].status == Status.HIDDEN
        return HidingReason.TOTAL_HIDDEN if hidden else None

    def _carried(
        self, measure: ReleaseMeasure, beside: CrowdComparison | None, origins: Sequence[LedgerEntry]
    ) -> ProtectedCell | None:
        """Return the cell with an earlier figure, by R4 or R13, or hidden where R13 bites and there is none."""
        earlier = beside.earlier(measure.key) if beside and origins else None
        because = HidingReason.DIFFERENCE
        if earlier is None:
            if not (self._is_spent(len(origins)) or (origins and self._waits_with_its_total(measure))):
                return None
            if not origins:
                return _hidden(measure, HidingReason.REPEATED)
            earlier, because = origins[-1], HidingReason.REPEATED
        if beside and not beside.has_the_providers_of(earlier):
            self._behind.add(measure.key)
        return _carried(measure, earlier, because, len(origins))

    def _is_spent(self, so_far: int) -> bool:
        """R13: tell whether a cell has had its fresh figures; some are kept for after the closing day."""
        kept = 0 if self._ledger.closed else self._policy.fresh_figures_after_closing
        return 0 < self._policy.fresh_figures <= so_far + kept

    def _waits_with_its_total(self, measure: ReleaseMeasure) -> bool:
        """Tell whether a group or a visit waits for fresh figures of its total, which stands as of an earlier release.

        Until the closing day, and so that the figures kept for then can be shown: groups of later returns, published
        beside an older total, would together differ from the last total by a few.
        """
        if not self._behind:
            return False
        whole = CellKey(measure.key.column, measure.key.family)
        is_capped = self._policy.fresh_figures > 0 and not self._ledger.closed
        return is_capped and whole != measure.key and whole in self._behind

    def _as_elsewhere(self, measure: ReleaseMeasure, fresh: int) -> ProtectedCell:
        """Return the cell as another exercise has published it, hidden if that is too close, or with fresh figures."""
        same, is_close = self._published.elsewhere(measure)
        if same is not None:
            return _carried(measure, same, HidingReason.ANOTHER_EXERCISE, fresh)
        return _hidden(measure, HidingReason.ANOTHER_EXERCISE) if is_close else self._figured(measure, fresh)

    def _figured(self, measure: ReleaseMeasure, fresh: int) -> ProtectedCell:
        median = median_to_print(measure, self._policy)
        if isinstance(median, HidingReason):
            return _hidden(measure, median)
        quartiles = quartiles_to_print(measure, median, self._policy)
        withheld = quartiles if isinstance(quartiles, HidingReason) else None
        pair = None if isinstance(quartiles, HidingReason) else quartiles
        return ProtectedCell(
            measure.key,
            figures_around(measure, median, pair, self._policy),
            quartiles_reason=withheld,
            fresh_figures=fresh,
            seal=SealedMembers(self._published.seal, measure.members),
            gate=_GATE,
        )


def _carried(measure: ReleaseMeasure, earlier: LedgerEntry, because: HidingReason, fresh: int) -> ProtectedCell:
    """Return the cell with the earlier figure, and the members from which that was worked out."""
    return ProtectedCell(
        measure.key,
        earlier.figures,
        carried_from=earlier.release,
        carried_because=because,
        fresh_figures=fresh,
        seal=lambda: earlier.membership,
        gate=_GATE,
    )
