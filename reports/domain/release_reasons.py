"""Why cells of a release are withheld or carried forward, for the independent team only."""

from typing import Any

from reports.domain.measures import CellKey
from reports.domain.protected_table import ProtectedTable
from reports.domain.released_document import GROUPS

Reasons = dict[str, Any]


def reasons_of(table: ProtectedTable) -> Reasons:
    """Return why each cell, or only its quartiles, are withheld, or which release its figure was carried from,
    and by which rule.

    By column and line, further measures by their names among lines; those of groups stand in the same way under
    ``groups``, dimension and group.
    """
    found: Reasons = {}
    for cell in table:
        said = {
            "reason": cell.reason.value if cell.reason else "",
            "quartiles": cell.quartiles_reason.value if cell.quartiles_reason else "",
            "carried_from": cell.carried_from or "",
            "carried_because": cell.carried_because.value if cell.carried_because else "",
        }
        if any(said.values()):
            place = _place(found, cell.key).setdefault(cell.key.column, {})
            place[cell.key.line] = {key: words for key, words in said.items() if words}
    return found


def _place(found: Reasons, key: CellKey) -> Reasons:
    if not key.dimension:
        return found
    of: Reasons = found.setdefault(GROUPS, {}).setdefault(key.dimension, {}).setdefault(key.group, {})
    return of
