"""What an attacker knows without a release: what an hour usually costs, and the figures of some who tell him.

Places are those by rising total, counted from 0. Whoever knows nothing expects the usual log-normal market.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from statistics import NormalDist, fmean

from reports.domain.attacks.markets import SPREAD, USUAL_TOTAL
from reports.domain.order_windows import Window


@cache
def usual_deviation(place: int, n: int) -> float:
    """Return how many standard deviations from the middle a place usually stands (Blom)."""
    return NormalDist().inv_cdf((place + 0.625) / (n + 0.25))


@dataclass(frozen=True)
class MarketKnowledge:
    """The exact figures of some places of a market of ``n``; ``usual`` is what everybody expects of the middle one."""

    n: int
    known: Mapping[int, float]
    usual: float = USUAL_TOTAL

    def expected(self, place: int) -> float:
        """Return the likeliest figure of a place: between its known neighbours, or as far off one as is usual."""
        below, above = self._neighbours(place)
        if below is not None and above is not None:
            low, high = usual_deviation(below, self.n), usual_deviation(above, self.n)
            share = (usual_deviation(place, self.n) - low) / (high - low)
            return exp(log(self.known[below]) * (1 - share) + log(self.known[above]) * share)
        near = below if below is not None else above
        if near is None:
            return self.usual * exp(SPREAD * usual_deviation(place, self.n))
        return self.known[near] * exp(SPREAD * (usual_deviation(place, self.n) - usual_deviation(near, self.n)))

    def doubt(self, place: int) -> float:
        """Return about how far the figure of a place may be from what is expected, as a variance."""
        below, above = self._neighbours(place)
        if below is not None and above is not None:
            share = (place - below) / (above - below)
            return (self.known[above] - self.known[below]) ** 2 * share * (1 - share) / (above - below + 1) + 1e-9
        near = below if below is not None else above
        if near is None:
            return (self.usual * SPREAD) ** 2
        step = usual_deviation(place, self.n) - usual_deviation(near, self.n)
        return (self.known[near] * SPREAD * step) ** 2 / abs(place - near) + 1e-9

    def solved(self, victim: int, window: Window, mean: float) -> float:
        """Return the victim's figure so that the window has this mean.

        What is missing is divided among its unknown places by how uncertain each is; no place overtakes another.
        """
        places = range(window.start, window.stop)
        unknown = [place for place in places if place not in self.known]
        missing = window.width * mean - sum(self.known.get(place, self.expected(place)) for place in places)
        if victim in unknown:
            share = self.doubt(victim) / sum(self.doubt(place) for place in unknown)
        else:
            share = 0 if self.known else 1 / window.width
        return self._inside(victim, self.expected(victim) + missing * share)

    def shared_out(self, window: Window, mean: float) -> float:
        """Return what is left of the window's sum, divided among its unknown places; nothing is made of the order."""
        inside = [figure for place, figure in self.known.items() if window.start <= place < window.stop]
        inside = inside[: window.width - 1]
        return (window.width * mean - sum(inside)) / (window.width - len(inside))

    def typical(self) -> float:
        """Return what is expected of anybody, whatever the place."""
        return exp(fmean([log(self.usual), *map(log, self.known.values())]))

    def _inside(self, place: int, figure: float) -> float:
        below, above = self._neighbours(place)
        figure = figure if below is None else max(figure, self.known[below])
        return figure if above is None else min(figure, self.known[above])

    def _neighbours(self, place: int) -> tuple[int | None, int | None]:
        below = max((other for other in self.known if other < place), default=None)
        return below, min((other for other in self.known if other > place), default=None)


def strong_guess(totals: list[float], place: int) -> float:
    """Return the guess of one who knows all other figures and the victim's place, and no release."""
    others = {other: totals[other] for other in range(len(totals)) if other != place}
    near = {other: others[other] for other in (place - 1, place + 1) if other in others}
    if len(near) == 2 or 0 in near.values():
        return sum(near.values()) / len(near)
    return MarketKnowledge(len(totals), near).expected(place)


def places_of(totals: list[float], places: Iterable[int]) -> dict[int, float]:
    return {place: totals[place] for place in places if 0 <= place < len(totals)}
