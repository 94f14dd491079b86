"""Coverage of the parts of a market: by zone, by size band, contracted or not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engagement.domain.channels import Worded
from engagement.domain.coverage import Coverage, coverage
from engagement.domain.facts import Facts, Place

NOT_SAID = "Not said"
CONTRACTED = {True: "Contracted", False: "Not contracted", None: NOT_SAID}


class Breakdown(Worded):
    ZONE = "zone", "Zone"
    SIZE = "size", "Size band"
    CONTRACTED = "contracted", "Contracted or not"


PART: dict[Breakdown, Callable[[Place], str]] = {
    Breakdown.ZONE: lambda place: place.zone or NOT_SAID,
    Breakdown.SIZE: lambda place: place.size_band or NOT_SAID,
    Breakdown.CONTRACTED: lambda place: CONTRACTED[place.is_contracted],
}


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    coverage: Coverage


def parts(market: Iterable[Facts], by: Breakdown) -> list[Part]:
    """In order of name, what nobody said last; a market that is not divided at all gives none."""
    found: dict[str, list[Facts]] = {}
    for facts in market:
        if facts.place.is_relevant:
            found.setdefault(PART[by](facts.place), []).append(facts)
    if set(found) <= {NOT_SAID}:
        return []
    return [Part(name, coverage(found[name])) for name in sorted(found, key=lambda name: (name == NOT_SAID, name))]
