"""Providers across the border: home-care locations of other areas within reach of a zone, by straight kilometres."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from markets.measures.domain.travel import Point

USUAL_REACH, MOST_REACH, KM = 10, 100, 1_000


@dataclass(frozen=True, slots=True)
class BorderPlace:
    """A home-care location elsewhere, with its postcode in capitals without spaces."""

    name: str
    provider: str
    authority: str
    postcode: str
    rating: str = ""


@dataclass(frozen=True, slots=True)
class BorderProvider:
    place: BorderPlace
    km: float

    @property
    def km_words(self) -> str:
        return f"{self.km:.1f}"


def km_to_zone(point: Point, middles: Iterable[Point]) -> float:
    """Return straight kilometres from a point to the nearest unit of a zone."""
    return min((hypot(point[0] - one[0], point[1] - one[1]) for one in middles), default=float("inf")) / KM


def postcodes_within(points: Mapping[str, Point], middles: Sequence[Point], reach: float) -> dict[str, float]:
    """Return the postcodes within reach of a zone with their kilometres."""
    found = {postcode: km_to_zone(point, middles) for postcode, point in points.items()}
    return {postcode: km for postcode, km in found.items() if km <= reach}


def border_providers(places: Iterable[BorderPlace], km: Mapping[str, float]) -> list[BorderProvider]:
    """Return the locations whose postcode is within reach, the nearest first."""
    found = [BorderProvider(one, km[one.postcode]) for one in places if one.postcode in km]
    return sorted(found, key=lambda one: (one.km, one.place.name.casefold()))
