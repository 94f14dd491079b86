"""Active beds where a workbook asks instead how many are closed: the registered ones less those."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from costing.foreign.label_matches import LabelMatch
from costing.foreign.label_words import tokens
from costing.foreign.proposal import Pick
from costing.foreign.rules import SUM
from costing.foreign.slots import LabelledCell

_CLOSED = re.compile(r"\bless\b|\bclosed\b|out of use|not in use|unused|mothballed|decommissioned|not available", re.I)
# Asked, never taken by itself.
_SCORE = 0.6


def registered_less_closed(slots: Iterable[LabelledCell], picks: Mapping[str, Pick]) -> list[Pick]:
    """Return the difference as the active beds, where nothing else answers them."""
    registered, active = picks.get("registered_beds"), picks.get("active_beds")
    if registered is None or len(registered.found) > 1 or (active is not None and not active.first.is_blank):
        return []
    near = [
        slot for slot in slots
        if not slot.is_words and not slot.is_blank and slot.sheet == registered.first.sheet
        and slot.position[0] == registered.first.position[0] and slot.position != registered.first.position
        and _CLOSED.search(slot.label) and "bed" in tokens(slot.label)
    ]  # fmt: skip
    if len(near) != 1:
        return []
    found = (registered.found[0], LabelMatch(near[0], "active_beds", _SCORE))
    return [Pick("active_beds", found, SUM, scales=(Decimal(1), Decimal(-1)))]
