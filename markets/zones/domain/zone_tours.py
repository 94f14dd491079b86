"""How far it is from visit to visit in a zone: tours of eight clients of one provider, drawn from its nearest forty.

Who drives on goes to the next client of her own employer, not to the next door: where four providers share a zone
evenly, forty clients of one are every fourth of the 160 who live nearest.
"""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from markets.measures.domain.travel import LEAST_CIRCUITY, MOST_CIRCUITY

Numbers = NDArray[np.float64]
CLIENTS, NEIGHBOURS, DRAWS = 8, 40, 60
PROVIDERS = 4


def km_between_visits(places: Sequence[tuple[int, int]], rng: Generator, providers: int = PROVIDERS) -> float | None:
    """Return the mean km by road between two visits of a tour that always goes to the nearest client next.

    Each of sixty draws takes a client, the nearest forty of its provider, and eight of them, where ``providers`` share
    the zone. None below two clients.
    """
    if len(places) < 2:
        return None
    points = np.array(places, dtype=np.float64) / 1000
    legs = [leg for _ in range(DRAWS) for leg in _tour(_drawn(points, rng, NEIGHBOURS * providers))]
    return float(np.mean(legs))


def _drawn(points: Numbers, rng: Generator, nearest: int) -> Numbers:
    middle = points[int(rng.integers(len(points)))]
    order = np.argsort(((points - middle) ** 2).sum(axis=1), kind="stable")[:nearest]
    chosen = rng.permutation(len(order))[: min(CLIENTS, len(order))]
    found: Numbers = points[order[chosen]]
    return found


def _tour(points: Numbers) -> list[float]:
    """Return the legs of a tour from the first point, always on to the nearest that is left."""
    here, left, legs = points[0], points[1:], []
    while len(left):
        ways = np.sqrt(((left - here) ** 2).sum(axis=1))
        nearest = int(ways.argmin())
        legs.append(_by_road(float(ways[nearest])))
        here, left = left[nearest], np.delete(left, nearest, axis=0)
    return legs


def _by_road(km: float) -> float:
    return km * (min(MOST_CIRCUITY, max(LEAST_CIRCUITY, 1.72 - 0.14 * float(np.log(km)))) if km else 0.0)
