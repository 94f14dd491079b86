"""Units of which zones are made – an LSOA, a postcode sector or a square of the grid – and the care given there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markets.measures.domain.travel import Point

# The side of a square where no other unit is known, in metres.
SQUARE = 3_000


@dataclass(frozen=True, slots=True)
class PlacedClient:
    """A client as zones see them: a place to 100 m, its class, hours a week, and who cares; no reference."""

    place: Point
    ruc: str
    hours: float
    provider: str
    double_handed: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ZoneUnit:
    """A unit: its middle in metres of the British grid, its class, and the clients who live there."""

    key: str
    middle: Point
    ruc: str
    clients: tuple[PlacedClient, ...] = ()

    @property
    def hours(self) -> float:
        """Return hours of care a week."""
        return sum(client.hours for client in self.clients)

    @property
    def hours_by_provider(self) -> dict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for client in self.clients:
            found[client.provider] += client.hours
        return dict(found)


def square_of(place: Point) -> str:
    """Return the name of the square in which a place lies: kilometres east and north of its corner."""
    east, north = (SQUARE * (metres // SQUARE) // 1000 for metres in place)
    return f"{east:03d}E {north:04d}N"


def units_of(clients: Iterable[PlacedClient], middles: Mapping[str, tuple[Point, str]]) -> tuple[ZoneUnit, ...]:
    """Return the units in which clients live, by name; ``middles`` has the middle and class of each known unit.

    A client without a known unit is put into its square, whose middle is that of the clients there and whose class is
    that of most of their hours.
    """
    found: defaultdict[str, list[PlacedClient]] = defaultdict(list)
    for client in clients:
        found[client.unit if client.unit in middles else square_of(client.place)].append(client)
    return tuple(_unit(key, found[key], middles.get(key)) for key in sorted(found))


def _unit(key: str, clients: Sequence[PlacedClient], known: tuple[Point, str] | None) -> ZoneUnit:
    ordered = tuple(sorted(clients, key=lambda each: (each.place, each.provider, each.hours)))
    middle, ruc = known or (_middle(ordered), _commonest_class(ordered))
    return ZoneUnit(key, middle, ruc, ordered)


def _middle(clients: Sequence[PlacedClient]) -> Point:
    east, north = (sum(client.place[axis] for client in clients) // len(clients) for axis in (0, 1))
    return east, north


def _commonest_class(clients: Sequence[PlacedClient]) -> str:
    hours: defaultdict[str, float] = defaultdict(float)
    for client in clients:
        hours[client.ruc] += client.hours
    return max(sorted(hours), key=lambda ruc: hours[ruc])
