"""What an authority's lists of places say: where a postcode or an LSOA lies, and whether it is town or country."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markets.measures.domain.travel import Point
from markets.places.domain.place_rows import LSOA, plain_postcode

KM = 1_000


@dataclass(frozen=True)
class PostalPlaces:
    """Postcodes and LSOAs of an area; ``attributions`` are the words that whatever uses them has to show."""

    points: Mapping[str, Point] = field(default_factory=dict)
    middles: Mapping[str, Point] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    by_square: Mapping[Point, str] = field(default_factory=dict)
    attributions: tuple[str, ...] = ()

    def grid_reference(self, text: str) -> str:
        """Return the place of a postcode as metres east and north in whole hundreds; blank where it is not known."""
        point = self.points.get(plain_postcode(text))
        return f"{point[0]:06d} {point[1]:06d}" if point else ""

    def middle_of(self, lsoa: str) -> Point | None:
        return self.middles.get(lsoa.strip().upper())

    def class_of(self, place: str, point: Point) -> str:
        """Return the class of an LSOA, or the commonest within its square kilometre; blank where neither is known."""
        return self.classes.get(place.strip().upper(), "") or self.by_square.get(_square(point), "")


def postal_places(
    postcodes: Iterable[Sequence[Any]], classes: Iterable[Sequence[str]], attributions: Iterable[str] = ()
) -> PostalPlaces:
    """Return what rows of both lists say; a class of the second list goes before one of the first."""
    by_lsoa, own = defaultdict[str, list[Point]](list), dict[str, str]()
    points, rows = dict[str, Point](), list(postcodes)
    said = {lsoa: ruc for lsoa, ruc in classes if LSOA.fullmatch(lsoa)}
    seen = defaultdict[Point, Counter[str]](Counter)
    for postcode, east, north, lsoa, ruc in rows:
        points[postcode] = (east, north)
        if lsoa:
            by_lsoa[lsoa].append((east, north))
            own.setdefault(lsoa, ruc)
        if found := said.get(lsoa) or ruc:
            seen[_square((east, north))][found] += 1
    squares = {square: min(counts, key=lambda ruc: (-counts[ruc], ruc)) for square, counts in seen.items()}
    middles = {lsoa: _middle(places) for lsoa, places in by_lsoa.items()}
    return PostalPlaces(points, middles, {**own, **said}, squares, tuple(attributions))


def _square(point: Point) -> Point:
    return point[0] // KM, point[1] // KM


def _middle(places: Sequence[Point]) -> Point:
    east, north = (sum(place[axis] for place in places) // len(places) // 100 * 100 for axis in (0, 1))
    return east, north
