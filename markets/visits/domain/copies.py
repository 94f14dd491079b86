"""The same visit more than once: copies, a visit from two systems, two rows of which nobody knows what they are."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from markets.visits.domain.attendance import CareAttendance

Key = tuple[object, ...]
# Two names with capitals, a postcode, a date, an NHS number in its groups: none of them is a reference.
NAMES = re.compile(
    r"[A-Z][a-z'’-]+,? +(?:[A-Z][a-z'’-]+ *)+"
    r"|.*\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b.*"
    r"|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{3} \d{3} \d{4}"
)
# All that a row says, whatever its number.
_said = attrgetter(*(field.name for field in fields(CareAttendance) if field.name != "row"))


@dataclass(frozen=True, slots=True)
class SortedRows:
    """Rows that stay, and the numbers of those that are copies, wait for an answer, or bear a name."""

    kept: list[CareAttendance]
    copies: list[int]
    twice_over: list[int]
    unclear: list[int]
    named: list[int]


def without_copies(rows: Sequence[CareAttendance]) -> SortedRows:
    """Return the rows without copies; where copies say different things the last one counts."""
    last: dict[Key, CareAttendance] = {}
    copies: list[int] = []
    for row in rows:
        key = (row.provider, row.visit, row.attendance, row.carer)
        before = last.get(key)
        if before is None:
            last[key] = row
        elif _said(before) == _said(row):
            copies.append(row.row)
        else:
            copies.append(before.row)
            last[key] = row
    kept = _numbered(sorted(last.values(), key=lambda row: row.row))
    twice_over = _of_two_systems(kept)
    repeated = set(twice_over)
    unclear = _unclear([row for row in kept if row.row not in repeated])
    return SortedRows(kept, sorted(copies), twice_over, unclear, [row.row for row in kept if _bears_a_name(row)])


def _numbered(rows: list[CareAttendance]) -> list[CareAttendance]:
    """Return the rows with each careworker of a visit counted, where the file does not count them itself."""
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for row in rows:
        visit = (row.provider, row.visit)
        seen[visit] += 1
        numbered.append(row if row.attendance else replace(row, attendance=seen[visit]))
    return numbered


def _of_two_systems(rows: Sequence[CareAttendance]) -> list[int]:
    """Return the rows that repeat one visit, careworker and plan under another reference of the visit."""
    first: dict[Key, str] = {}
    repeated = []
    for row in rows:
        if row.carer and row.planned_start is not None:
            key = (row.provider, row.client, row.carer, row.planned_start, row.planned_seconds)
            if first.setdefault(key, row.visit) != row.visit:
                repeated.append(row.row)
    return repeated


def _unclear(rows: Sequence[CareAttendance]) -> list[int]:
    """Return the second rows of a client at one time, where nothing says that two careworkers were planned."""
    at_once: defaultdict[Key, list[CareAttendance]] = defaultdict(list)
    for row in rows:
        if row.planned_start is not None and row.is_done:
            at_once[(row.provider, row.client, row.planned_start)].append(row)
    several = (found for found in at_once.values() if len(found) > 1)
    return sorted(row.row for found in several if not _is_double_handed(found) for row in found[1:])


def _is_double_handed(rows: Sequence[CareAttendance]) -> bool:
    if max(row.carers_planned for row in rows) > 1:
        return True
    return len({row.visit for row in rows}) == 1 and len({row.attendance for row in rows}) == len(rows)


def _bears_a_name(row: CareAttendance) -> bool:
    return any(_is_a_name(text) for text in (row.client, row.carer, row.visit) if " " in text or "/" in text)


def _is_a_name(text: str) -> bool:
    return NAMES.fullmatch(text) is not None
