"""The returns of an exercise beside one another, and which of them are the peers of one."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from uuid import UUID

from costing.quantiles import LOWER, MIDDLE, UPPER, Quartiles, quartiles_of

# A group of so many others is large enough to be held against by itself, and for quartiles to say what is usual.
FEWEST = 8


@dataclass(frozen=True, slots=True)
class PeerReturn:
    """A return as its peers know it: ``name`` is a pseudonym; figures are by column and line, None for n/a."""

    id: UUID
    name: str
    zone: str
    size_band: str
    columns: Mapping[str, Mapping[str, Decimal | None]]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Those of one zone, of one size band, of both; with neither, all of an exercise."""

    zone: str = ""
    size_band: str = ""

    @property
    def words(self) -> str:
        """Return what limits the group, as it follows “12 other returns”; blank if nothing does."""
        parts = [("zone", self.zone), ("size band", self.size_band)]
        named = " and ".join(f"{what} “{name}”" for what, name in parts if name)
        return f"of {named}" if named else ""


EVERYBODY = PeerGroup()


def groups_of(one: PeerReturn) -> Iterator[PeerGroup]:
    """Yield the groups that a return belongs to, the nearest first; the last holds all."""
    if one.zone and one.size_band:
        yield PeerGroup(one.zone, one.size_band)
    if one.size_band:
        yield PeerGroup(size_band=one.size_band)
    if one.zone:
        yield PeerGroup(zone=one.zone)
    yield EVERYBODY


class ColumnPeers:
    """The returns that have a column, their figures sorted once, so that each can be held against the others."""

    def __init__(self, column: str, returns: Sequence[PeerReturn]) -> None:
        self.column = column
        self.rows = {one.id: one for one in returns if column in one.columns}
        self._sizes = Counter(group for one in self.rows.values() for group in groups_of(one))
        self._members: dict[PeerGroup, list[PeerReturn]] = defaultdict(list)
        for one in self.rows.values():
            for group in groups_of(one):
                self._members[group].append(one)
        self._sorted: dict[tuple[PeerGroup, str], list[Decimal]] = {}
        self._quartiles: dict[tuple[PeerGroup, str, int | None], Quartiles | None] = {}

    def group_of(self, own: PeerReturn) -> PeerGroup:
        """Return the nearest group with enough others in it; all, if there is none."""
        itself = 1 if own.id in self.rows else 0
        return next((group for group in groups_of(own) if self._sizes[group] - itself >= FEWEST), EVERYBODY)

    def peers_of(self, own: PeerReturn) -> list[PeerReturn]:
        return [one for one in self._members[self.group_of(own)] if one.id != own.id]

    def figures(self, group: PeerGroup, line: str) -> list[Decimal]:
        """Return the figures of a line in a group, rising; n/a is left out."""
        if (group, line) not in self._sorted:
            values = (one.columns[self.column].get(line) for one in self._members[group])
            self._sorted[group, line] = sorted(value for value in values if value is not None)
        return self._sorted[group, line]

    def quartiles_without(self, group: PeerGroup, line: str, at: int | None) -> Quartiles | None:
        """Return the quartiles of a line in a group without the figure at a place.

        They hang on six places alone, so on which side of each the one left out lies: few of a thousand differ.
        """
        ordered = self.figures(group, line)
        side = None if at is None else bisect_left(_places_of_quartiles(len(ordered) - 1), at)
        if (group, line, side) not in self._quartiles:
            others = ordered if at is None else [*ordered[:at], *ordered[at + 1 :]]
            self._quartiles[group, line, side] = quartiles_of(others)
        return self._quartiles[group, line, side]


@cache
def _places_of_quartiles(n: int) -> list[int]:
    below = [int((n - 1) * p) for p in (LOWER, MIDDLE, UPPER)]
    return sorted({place for one in below for place in (one, one + 1)})
