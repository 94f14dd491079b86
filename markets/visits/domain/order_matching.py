"""Which order is a visit's: by its reference, or the nearest start of the same client, each once for a careworker."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Further apart than this a visit is none that was ordered.
WITHIN = 3 * 3600
NONE = -1
# The words for a provider and for its client.
Client = tuple[str, str]


@dataclass(frozen=True, slots=True)
class VisitOrder:
    """An order: the visit's reference where it has one, whose it is, and when it is to start."""

    visit: str
    client: Client
    start: int


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row of visits: ``carer`` tells two careworkers at one visit apart; it may not say when it began."""

    visit: str
    client: Client
    carer: str
    start: int | None


def matched(visits: Sequence[LoggedRow], orders: Sequence[VisitOrder]) -> list[int]:
    """Return for each visit the place of its order, or ``NONE``."""
    by_visit = {order.visit: place for place, order in enumerate(orders) if order.visit}
    found = [by_visit.get(one.visit, NONE) if one.visit else NONE for one in visits]
    taken = {(place, visits[number].carer) for number, place in enumerate(found) if place != NONE}
    for _, number, place in sorted(_near(visits, orders, found)):
        whose = (place, visits[number].carer)
        if found[number] == NONE and whose not in taken:
            found[number] = place
            taken.add(whose)
    return found


def _near(
    visits: Sequence[LoggedRow], orders: Sequence[VisitOrder], found: Sequence[int]
) -> Iterable[tuple[int, int, int]]:
    """Yield how far apart a visit and an order of its client are, with their places."""
    starts: defaultdict[Client, list[tuple[int, int]]] = defaultdict(list)
    for place, order in enumerate(orders):
        starts[order.client].append((order.start, place))
    for of_client in starts.values():
        of_client.sort()
    for number, one in enumerate(visits):
        if found[number] != NONE or one.start is None:
            continue
        of_client = starts.get(one.client, [])
        for start, place in of_client[bisect_left(of_client, (one.start - WITHIN, 0)) :]:
            if start > one.start + WITHIN:
                break
            yield abs(start - one.start), number, place
