"""A release cell by cell, before it is out: what would be shown, why not, what is carried, what waiting would show.

It is made of the table that was decided and of the cohorts behind it, as plain values, so that it can be kept with the
draft: whoever approves has before them what the analyst had. For the independent team only.
"""

from collections.abc import Sequence
from typing import Any

from reports.domain.cohort import Cohort
from reports.domain.measures import ReleaseMeasure, measures_of
from reports.domain.outlook import Waiting, outlooks
from reports.domain.policy import Policy
from reports.domain.protected_table import ProtectedCell, ProtectedTable
from spreadsheets.decimals import rounded

FRESH, CARRIED, HIDDEN = "fresh", "carried", "hidden"
_STATISTICS = ("lower_quartile", "median", "upper_quartile")
CellPart = dict[str, Any]


def preview_cells(cohorts: Sequence[Cohort], table: ProtectedTable, policy: Policy) -> list[CellPart]:
    """Return every cell in the order of the table."""
    measures = {measure.key: measure for measure in measures_of(cohorts)}
    waiting = outlooks(measures.values(), table.cells, policy)
    return [_cell(cell, measures[cell.key], waiting[cell.key], policy) for cell in table]


def _cell(cell: ProtectedCell, measure: ReleaseMeasure, waiting: Waiting, policy: Policy) -> CellPart:
    figures = {name: _text(getattr(cell, name)) for name in _STATISTICS}
    return {
        "column": cell.key.column,
        "line": cell.key.line,
        "dimension": cell.key.dimension,
        "group": cell.key.group,
        "kind": measure.kind.value,
        "state": HIDDEN if cell.figures is None else CARRIED if cell.carried_from else FRESH,
        "returns": measure.n,
        "owners": len(measure.owners),
        "n": cell.n,
        **figures,
        "reason": cell.reason.value if cell.reason else "",
        "quartiles": cell.quartiles_reason.value if cell.quartiles_reason else "",
        "carried_from": cell.carried_from or "",
        "fresh": cell.fresh_figures,
        "fresh_most": policy.fresh_figures,
        "outlook": waiting.outlook.value,
        "short": waiting.short,
    }


def _text(amount: Any) -> str | None:
    return None if amount is None else format(rounded(amount, 6), "f")
