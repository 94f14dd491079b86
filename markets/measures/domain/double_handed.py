"""Measures of double-handed care: visits for which two careworkers are planned."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markets.measures.domain.figures import CLIENTS, AnyFigure, ShareOfVisits, sum_figure, unless_few
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import MINUTE, CareAttendance

# Of fewer visits nothing is said of one client.
FEWEST_VISITS = 10


@dataclass(frozen=True, slots=True)
class PairClient:
    """A client to whom two careworkers come: visits with a log, those with one's alone, and seconds of two together."""

    provider: str
    client: str
    zone: str
    visits: int
    alone: int
    together: int
    planned: int

    @property
    def might_be_reviewed(self) -> bool:
        """Tell whether two are seldom there: together for under half of the plan, over enough visits."""
        return self.visits >= FEWEST_VISITS and 2 * self.together < self.planned


def double_share(visits: VisitSet) -> ShareOfVisits:
    """Return attendances of double-handed visits of all attendances."""
    return ShareOfVisits(sum(len(rows) for rows in visits.double_handed), len(visits.rows), len(visits.rows))


def double_clients(visits: VisitSet) -> AnyFigure:
    clients = {(rows[0].provider, rows[0].client) for rows in visits.double_handed}
    return unless_few(len(clients), CLIENTS, sum_figure(len(clients), len(clients)))


def overlap(visits: VisitSet) -> ShareOfVisits:
    """Return minutes of two together of those planned, and the share of visits with under half of it."""
    found = [
        (together(rows), rows[0].planned_seconds)
        for rows in visits.double_handed
        if rows[0].planned_seconds and sum(row.actual_end is not None for row in rows) > 1
    ]
    minutes, planned = sum(time for time, _ in found), sum(plan for _, plan in found)
    under_half = ShareOfVisits(sum(2 * time < plan for time, plan in found), len(found), len(found))
    parts: dict[str, AnyFigure] = {"under_half": under_half}
    return ShareOfVisits(Fraction(minutes, MINUTE), Fraction(planned, MINUTE), len(found), parts)


def clients_by_two(visits: VisitSet) -> list[PairClient]:
    """Return the clients of double-handed visits with a log, by provider and client."""
    found: defaultdict[tuple[str, str], list[list[CareAttendance]]] = defaultdict(list)
    for rows in visits.double_handed:
        if rows[0].planned_seconds and any(row.actual_end is not None for row in rows):
            found[(rows[0].provider, rows[0].client)].append(rows)
    return [_pair_client(*key, own) for key, own in sorted(found.items())]


def _pair_client(provider: str, client: str, visits: Sequence[Sequence[CareAttendance]]) -> PairClient:
    return PairClient(
        provider,
        client,
        max(rows[0].zone for rows in visits),
        len(visits),
        sum(sum(row.actual_end is not None for row in rows) == 1 for rows in visits),
        sum(together(rows) for rows in visits),
        sum(rows[0].planned_seconds or 0 for rows in visits),
    )


def to_review(clients: Iterable[PairClient]) -> list[PairClient]:
    """Return those who might be reviewed, the least together first."""
    found = [each for each in clients if each.might_be_reviewed]
    return sorted(found, key=lambda each: (Fraction(each.together, each.planned), each.provider, each.client))


def together(rows: Sequence[CareAttendance]) -> int:
    """Return the seconds in which at least two careworkers were there."""
    ends = [(row.actual_start, row.actual_end) for row in rows if row.actual_end is not None]
    steps = sorted([(start or 0, 1) for start, _ in ends] + [(end or 0, -1) for _, end in ends])
    there = seconds = 0
    for place, (moment, change) in enumerate(steps):
        seconds += moment - steps[place - 1][0] if there > 1 else 0
        there += change
    return seconds
