"""Measures of continuity: by how many faces a client is cared for."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from markets.measures.domain.figures import CLIENTS, AnyFigure, HiddenFigure, ShareOfVisits, spread, unless_few
from markets.measures.domain.visit_set import VisitSet

FEWEST_OF_FOUR_WEEKS = 20
FEWEST_FOR_CONTINUITY = 10
FOUR_WEEKS, EIGHT_WEEKS = 28, 56


def bice_boxerman(counts: Iterable[int]) -> Fraction | None:
    """Return (Σ n² − N) / (N(N − 1)) of attendances by careworker: 1 where it is always the same one."""
    found = list(counts)
    total = sum(found)
    if total < 2:
        return None
    return Fraction(sum(n * n for n in found) - total, total * (total - 1))


def usual_share(counts: Iterable[int]) -> Fraction | None:
    """Return the share of the careworker who comes most."""
    found = list(counts)
    return Fraction(max(found), sum(found)) if found else None


def carers_4w(visits: VisitSet) -> AnyFigure:
    """Return careworkers a client, of clients with 20 attendances or more, in the last four weeks of the file."""
    last = max((row.local_day for row in visits.done), default=0)
    recent = ([row for row in rows if row.local_day > last - FOUR_WEEKS] for rows in visits.by_client.values())
    faces = [len({row.carer for row in rows}) for rows in recent if len(rows) >= FEWEST_OF_FOUR_WEEKS]
    return unless_few(len(faces), CLIENTS, spread(faces))


def coc(visits: VisitSet) -> AnyFigure:
    """Return the continuity index by Bice and Boxerman of clients with ten attendances or more."""
    found = [index for counts in _counts(visits) if (index := bice_boxerman(counts)) is not None]
    return unless_few(len(found), CLIENTS, spread(found))


def usual_carer(visits: VisitSet) -> AnyFigure:
    found = [share for counts in _counts(visits) if (share := usual_share(counts)) is not None]
    return unless_few(len(found), CLIENTS, spread(found))


def new_faces(visits: VisitSet) -> AnyFigure:
    """Return attendances by a careworker whom the client had not seen in eight weeks; None in a shorter file."""
    first = min((row.local_day for row in visits.rows), default=0)
    new = n = clients = 0
    for rows in visits.by_client.values():
        seen: dict[str, int] = {}
        counted = n
        for row in sorted(rows, key=lambda row: row.actual_start or 0):
            if row.local_day - first >= EIGHT_WEEKS:
                n += 1
                new += row.local_day - seen.get(row.carer, -EIGHT_WEEKS) > EIGHT_WEEKS
            seen[row.carer] = row.local_day
        clients += n > counted
    if not n:
        return None
    return HiddenFigure(CLIENTS) if clients < 5 else ShareOfVisits(new, n, n)


def _counts(visits: VisitSet) -> list[list[int]]:
    """Return attendances by careworker of each client with enough of them."""
    return [
        list(Counter(row.carer for row in rows).values())
        for rows in visits.by_client.values()
        if len(rows) >= FEWEST_FOR_CONTINUITY
    ]
