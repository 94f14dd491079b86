"""How near double-handed clients live to one another: within one provider, and whoever provides."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markets.measures.domain.figures import FEWEST, AnyFigure, HiddenFigure, spread
from markets.measures.domain.travel import PLACES, Point, exact, straight_km


@dataclass(frozen=True, slots=True)
class DoubleHandedClient:
    """Where a client lives to whom two careworkers come, and who provides."""

    provider: str
    zone: str
    place: Point


def double_density(clients: Iterable[DoubleHandedClient]) -> AnyFigure:
    """Return km to the nearest other double-handed client of the zone, whoever provides; and of the same provider.

    The first against the second is the case for a specialist service in one pair of numbers.
    """
    found = list(clients)
    if len(found) < FEWEST:
        return HiddenFigure(PLACES)
    nearest = nearest_others(found, lambda each: each.zone)
    own = nearest_others(found, lambda each: (each.provider, each.zone))
    # Who shares a zone and a provider with another may be few where all are not.
    near = spread(exact(km) for km in own) if len(own) >= FEWEST else HiddenFigure(PLACES)
    return spread((exact(km) for km in nearest), own_provider=near)


def nearest_others(clients: Sequence[DoubleHandedClient], group: Callable[[DoubleHandedClient], object]) -> list[float]:
    """Return straight km from each client to the nearest other one of its group; who is alone has none."""
    groups: dict[object, list[Point]] = {}
    for each in clients:
        groups.setdefault(group(each), []).append(each.place)
    return [
        min(straight_km(place, other) for number, other in enumerate(places) if number != here)
        for places in groups.values()
        if len(places) > 1
        for here, place in enumerate(places)
    ]
