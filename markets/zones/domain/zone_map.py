"""A zone plan as a map of squares: rows from north to south, each unit in its square with the number of its zone."""

from collections.abc import Sequence
from dataclasses import dataclass

from markets.zones.domain.units import SQUARE, ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan

# As many colours as there are; a zone is told by its number as well.
COLOURS = 12
MOST_SQUARES = 10_000


@dataclass(frozen=True, slots=True)
class MapUnit:
    """A unit in its square; ``colour`` from 1."""

    unit: ZoneUnit
    zone: str
    number: int
    is_apart: bool

    @property
    def colour(self) -> int:
        return (self.number - 1) % COLOURS + 1

    @property
    def says(self) -> str:
        """Return what the square is called: its name, zone, class and hours."""
        town = "town" if self.unit.ruc.startswith("U") else "country"
        return f"{self.unit.key}, {self.zone}, {town}, {self.unit.hours:,.0f} h a week"


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """Rows of squares, each with its units: more than one where units are smaller than a square."""

    rows: tuple[tuple[tuple[MapUnit, ...], ...], ...]
    zones: tuple[tuple[int, str], ...]


def zone_map(plan: ZonePlan, units: Sequence[ZoneUnit], apart: frozenset[str]) -> ZoneMap | None:
    """Return the map; None where the units lie so far apart that nobody could look at it."""
    numbers = {zone: number for number, zone in enumerate(plan.zones, 1)}
    zones = plan.by_unit
    places: dict[tuple[int, int], list[MapUnit]] = {}
    for unit in units:
        zone = zones.get(unit.key, "")
        east, north = (metres // SQUARE for metres in unit.middle)
        places.setdefault((north, east), []).append(MapUnit(unit, zone, numbers.get(zone, 1), unit.key in apart))
    if not places:
        return None
    norths, easts = ([place[axis] for place in places] for axis in (0, 1))
    if (max(norths) - min(norths) + 1) * (max(easts) - min(easts) + 1) > MOST_SQUARES:
        return None
    rows = tuple(
        tuple(tuple(places.get((north, east), ())) for east in range(min(easts), max(easts) + 1))
        for north in range(max(norths), min(norths) - 1, -1)
    )
    return ZoneMap(rows, tuple((number, zone) for zone, number in numbers.items()))
