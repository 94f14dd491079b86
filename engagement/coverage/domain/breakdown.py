"""The coverage of parts of a market: by zone, by size band, contracted or not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engagement.contacts.domain.vocabulary import Worded
from engagement.coverage.domain.coverage import Coverage, coverage
from engagement.coverage.domain.location_status import AskedLocation, LocationStatus

NOT_SAID = "Not said"
CONTRACTED = {True: "Contracted", False: "Not contracted", None: NOT_SAID}


class Breakdown(Worded):
    ZONE = "zone", "Zone"
    SIZE = "size", "Size band"
    CONTRACTED = "contracted", "Contracted or not"


PART: dict[Breakdown, Callable[[AskedLocation], str]] = {
    Breakdown.ZONE: lambda place: place.zone or NOT_SAID,
    Breakdown.SIZE: lambda place: place.size_band or NOT_SAID,
    Breakdown.CONTRACTED: lambda place: CONTRACTED[place.is_contracted],
}


@dataclass(frozen=True, slots=True)
class MarketPart:
    name: str
    coverage: Coverage


def parts(market: Iterable[LocationStatus], by: Breakdown) -> list[MarketPart]:
    """Return the coverage of each part, of locations in scope, in the order of ``divided``.

    [] if nothing divides them.
    """
    found = divided([facts for facts in market if facts.place.is_relevant], by)
    return [] if set(found) <= {NOT_SAID} else [MarketPart(name, coverage(some)) for name, some in found.items()]


def divided(market: Iterable[LocationStatus], by: Breakdown) -> dict[str, list[LocationStatus]]:
    """Return the locations by part, in the order of names, size bands from the smallest on, unknown last."""
    found: dict[str, list[LocationStatus]] = {}
    for facts in market:
        found.setdefault(PART[by](facts.place), []).append(facts)

    def order(name: str) -> tuple[bool, Decimal, str]:
        return name == NOT_SAID, mean_weight(found[name]) if by is Breakdown.SIZE else Decimal(0), name

    return {name: found[name] for name in sorted(found, key=order)}


def mean_weight(some: Sequence[LocationStatus]) -> Decimal:
    """Return the mean hours or beds, by which size bands are ordered, as their names are words."""
    weights = [facts.place.weight for facts in some if facts.place.weight is not None]
    return sum(weights, Decimal(0)) / max(len(weights), 1)
