"""What waiting for two more owners would show, worked out by counting alone.

Two returns are added to a cell, each of an owner of its own, with a figure above zero. R1, R2 and R7, and the owners
above zero, ask for nothing else; what hangs on figures (R3 to R6, R10, R11) or on what was published (R13) is not
asked, as nobody knows the figures of those who have not answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from costing.form import LineKind
from reports.domain.measures import CellKey, ReleaseMeasure
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason, ProtectedCell, Status

MORE_OWNERS = 2
_COUNTED = frozenset(
    {
        HidingReason.NO_VALUES,
        HidingReason.FEW_OWNERS,
        HidingReason.ONE_OWNER_DOMINATES,
        HidingReason.FEW_ABOVE_ZERO,
        HidingReason.FEW_BESIDE_TOTAL,
    }
)


class Outlook(StrEnum):
    SHOWN = "shown"
    SHOWN_THEN = "shown_then"
    STILL_FEW = "still_few"
    QUARTILES_THEN = "quartiles_then"
    QUARTILES_STILL_FEW = "quartiles_still_few"
    CARRIED = "carried"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The outlook of a cell; ``short`` is how many owners it lacks, where counting tells."""

    outlook: Outlook
    short: int = 0


def outlooks(
    measures: Iterable[ReleaseMeasure], cells: Mapping[CellKey, ProtectedCell], policy: Policy
) -> dict[CellKey, Waiting]:
    """Return the outlook of every cell; measures come with their totals first, as ``measures_of`` yields them."""
    found: dict[CellKey, Waiting] = {}
    for measure in measures:
        found[measure.key] = _waiting(measure, cells[measure.key], found, policy)
    return found


def owners_short(measure: ReleaseMeasure, policy: Policy) -> int:
    """Return how many owners, of one return each, are missing for R1, R2, lines and those above zero."""
    largest = max(Counter(measure.members.owners_between(0, measure.n)).values(), default=0)
    above_zero = len({member.owner for member in measure.members if member.value > 0})
    fewest = 0 if measure.kind == LineKind.TOTAL else policy.beside_totals_from
    return max(
        0,
        fewest - measure.n,
        policy.min_owners - len(measure.owners),
        policy.min_owners - above_zero,
        policy.min_returns_outside_largest_owner - (measure.n - largest),
    )


def quartiles_short(measure: ReleaseMeasure, policy: Policy) -> int:
    """Return how many owners, of one return each, are missing for R7."""
    return max(0, policy.quartiles_min_returns - measure.n, policy.quartiles_min_owners - len(measure.owners))


def _waiting(measure: ReleaseMeasure, cell: ProtectedCell, found: Mapping[CellKey, Waiting], policy: Policy) -> Waiting:
    if cell.carried_from is not None:
        return Waiting(Outlook.CARRIED)
    if cell.status == Status.SHOWN:
        return _of_quartiles(measure, cell, policy)
    short = owners_short(measure, policy)
    if cell.reason == HidingReason.TOTAL_HIDDEN and measure.parent is not None:
        total = found[measure.parent]
        counted = total.outlook in (Outlook.SHOWN_THEN, Outlook.STILL_FEW)
        return _of_median(max(short, total.short)) if counted else Waiting(Outlook.NOT_COUNTED)
    return _of_median(short) if cell.reason in _COUNTED else Waiting(Outlook.NOT_COUNTED)


def _of_median(short: int) -> Waiting:
    return Waiting(Outlook.SHOWN_THEN if short <= MORE_OWNERS else Outlook.STILL_FEW, short)


def _of_quartiles(measure: ReleaseMeasure, cell: ProtectedCell, policy: Policy) -> Waiting:
    if cell.quartiles_reason != HidingReason.FEW_FOR_QUARTILES:
        return Waiting(Outlook.SHOWN)
    short = quartiles_short(measure, policy)
    return Waiting(Outlook.QUARTILES_THEN if short <= MORE_OWNERS else Outlook.QUARTILES_STILL_FEW, short)
