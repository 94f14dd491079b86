"""How many locations are under the floor, by zone: only what tells of nobody whether it is.

DISCLOSURE's rules for counts. A count of 0 or of all tells each, so does one to whoever is the only other; and counts
tell by their differences. Whoever knows who answered and where they work, one of the providers too, is to find no
location's standing. The locations that stand in the same of the shown cells are a *part*: two of a part may change
places and no count moves, so it is enough that in each part either standing has somebody beside any two owners.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

EVERYWHERE = ""
FEWEST_OWNERS = 5
# The owner who looks, and the owner who is looked at: beside them either standing is to have somebody.
OWNERS_LEFT_OUT = 2


@dataclass(frozen=True, slots=True)
class CountedLocation:
    """A location whose standing is known: its owner, and the zones where it works."""

    owner: str
    zones: frozenset[str]
    is_below: bool


@dataclass(frozen=True, slots=True)
class FloorCount:
    """A count that may be shown; of a hidden one nothing is known, nor why it is hidden."""

    zone: str
    answered: int | None = None
    below: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.answered is not None

    @property
    def as_json(self) -> dict[str, str | int | None]:
        return {"zone": self.zone, "answered": self.answered, "below": self.below}


Cells = Mapping[str, Sequence[CountedLocation]]
Owners = frozenset[str]


def floor_counts(
    locations: Sequence[CountedLocation], zones: Sequence[str], before: Sequence[Mapping[str, Owners]] = ()
) -> list[FloorCount]:
    """Return the counts of everywhere and of each zone.

    ``before`` are the owners in the cells that were shown of each survey with the same floor.
    """
    cells = cells_of(locations, zones)
    shown = shown_cells(locations, cells, before)
    return [
        FloorCount(zone, len(cells[zone]), sum(each.is_below for each in cells[zone]))
        if zone in shown
        else FloorCount(zone)
        for zone in (EVERYWHERE, *zones)
    ]


def cells_of(locations: Sequence[CountedLocation], zones: Iterable[str]) -> dict[str, list[CountedLocation]]:
    found = {zone: [each for each in locations if zone in each.zones] for zone in zones}
    return {EVERYWHERE: list(locations), **found}


def owners_of(locations: Iterable[CountedLocation]) -> Owners:
    return frozenset(each.owner for each in locations)


def shown_cells(locations: Sequence[CountedLocation], cells: Cells, before: Sequence[Mapping[str, Owners]]) -> set[str]:
    """Return the cells that are shown: the smallest zone goes first, everywhere last, until nothing is told."""
    shown = {
        zone
        for zone, inside in cells.items()
        if _is_large(inside) and not any(_is_near(inside, one.get(zone)) for one in before)
    }
    order = sorted(shown, key=lambda zone: (zone == EVERYWHERE, len(owners_of(cells[zone])), zone))
    for zone in order:
        if not tells(locations, cells, shown):
            return shown
        shown = shown - {zone}
    return shown


def _is_large(inside: Sequence[CountedLocation]) -> bool:
    return len(owners_of(inside)) >= FEWEST_OWNERS


def _is_near(inside: Sequence[CountedLocation], before: Owners | None) -> bool:
    """Tell whether 1 to 4 owners came or went since a cell was shown under the same floor."""
    return before is not None and 0 < len(owners_of(inside) ^ before) < FEWEST_OWNERS


def tells(locations: Sequence[CountedLocation], cells: Cells, shown: set[str]) -> bool:
    """Tell whether the shown cells tell anybody's standing, or leave a rest of 1 to 4 owners."""
    parts: dict[frozenset[str], list[CountedLocation]] = defaultdict(list)
    for each in locations:
        parts[frozenset(zone for zone in shown if zone == EVERYWHERE or zone in each.zones)].append(each)
    parts.pop(frozenset(), None)
    return any(_is_told(part) for part in parts.values()) or _leaves_few(cells, shown)


def _is_told(part: Sequence[CountedLocation]) -> bool:
    """Tell whether either standing has fewer locations than the two largest owners of a part have.

    It asks how many, never whose: else that a cell is shown would tell more than what it shows.
    """
    largest = sum(count for _, count in Counter(each.owner for each in part).most_common(OWNERS_LEFT_OUT))
    below = sum(each.is_below for each in part)
    return min(below, len(part) - below) < largest


def _leaves_few(cells: Cells, shown: set[str]) -> bool:
    """Tell whether one shown cell within another, or all zones within everywhere, leaves a rest of 1 to 4 owners."""
    inside = {zone: owners_of(cells[zone]) for zone in shown}
    zones = [owners for zone, owners in inside.items() if zone != EVERYWHERE]
    if EVERYWHERE in inside:
        zones = [*zones, frozenset().union(*zones)] if zones else []
    wholes = list(inside.values())
    return any(part < whole and len(whole - part) < FEWEST_OWNERS for whole in wholes for part in zones)
