"""Rounds: one careworker's run of visits without a gap over an hour, and the gaps in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markets.visits.domain.attendance import HOUR, CareAttendance
from markets.visits.domain.clock import local_day

LONGEST_GAP = HOUR


@dataclass(frozen=True, slots=True)
class CareRound:
    """Visits of one careworker one after another, and the seconds between them (below 0 where they overlap)."""

    visits: tuple[CareAttendance, ...]
    gaps: tuple[int, ...]

    @property
    def contact(self) -> int:
        return sum(visit.actual_seconds or 0 for visit in self.visits)

    @property
    def span(self) -> int:
        return max(visit.actual_end or 0 for visit in self.visits) - (self.visits[0].actual_start or 0)


def in_order(visit: CareAttendance) -> tuple[int, int, str, int]:
    """Return what visits of a careworker are sorted by: two may begin in the same second."""
    return (visit.actual_start or 0, visit.planned_start or 0, visit.visit, visit.attendance)


def care_rounds(rows: Iterable[CareAttendance], longest_gap: int = LONGEST_GAP) -> list[CareRound]:
    """Return the rounds of every careworker, careworkers in their order in the file."""
    careworkers: defaultdict[tuple[str, str], list[CareAttendance]] = defaultdict(list)
    for row in rows:
        if row.carer and row.actual_end is not None:
            careworkers[(row.provider, row.carer)].append(row)
    found: list[CareRound] = []
    for visits in careworkers.values():
        found += _rounds_of(sorted(visits, key=in_order), longest_gap)
    return found


def gap_between(one: CareAttendance, other: CareAttendance) -> int | None:
    """Return the seconds from the end of one visit to the start of the next; None across a midnight without work."""
    end, start = one.actual_end or 0, other.actual_start or 0
    return None if start > end and local_day(end) != local_day(start) else start - end


def _rounds_of(visits: Sequence[CareAttendance], longest_gap: int) -> list[CareRound]:
    found: list[CareRound] = []
    run, gaps = [visits[0]], list[int]()
    for before, visit in pairwise(visits):
        gap = gap_between(before, visit)
        if gap is None or gap > longest_gap:
            found.append(CareRound(tuple(run), tuple(gaps)))
            run, gaps = [visit], []
        else:
            run.append(visit)
            gaps.append(gap)
    return [*found, CareRound(tuple(run), tuple(gaps))]
