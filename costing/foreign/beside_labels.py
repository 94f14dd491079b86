"""Answers in words: what stands beside a label, or below it."""

import re
from collections.abc import Iterator

from costing.foreign.grid import GridSheet
from spreadsheets.addresses import Position

_SERVICE = re.compile(r"\b(home ?care|domiciliary|care ?homes?|residential|nursing)\b", re.I)


def answers_beside(sheet: GridSheet, label: Position) -> Iterator[tuple[Position, str]]:
    """Yield the answers to a label; of a table with a column for each service all of them, with their headings."""
    column, row = label
    right = [other for other in sheet.rows[row] if other > column and sheet.merged.get((other, row)) != label]
    if not right:
        if sheet.rows.get(row + 1, [])[:2] == [column]:
            yield (column, row + 1), ""
        return
    is_first = not any(sheet.text((other, row)) for other in sheet.rows[row] if other < column)
    heads = {other: _services_head(sheet, (other, row)) for other in right} if is_first and len(right) > 1 else {}
    if all(_SERVICE.fullmatch(sheet.text(at)) for at in (label, (right[0], row))):
        return
    if sum(map(bool, heads.values())) > 1:
        yield from (((other, row), head) for other, head in heads.items() if head)
    else:
        yield (right[0], row), ""


def _services_head(sheet: GridSheet, at: Position) -> str:
    """Return the uppermost heading near above that names a service."""
    texts = (sheet.text((at[0], row)) for row in range(max(1, at[1] - 8), at[1]))
    return next((text for text in texts if len(text) <= 40 and _SERVICE.search(text)), "")
