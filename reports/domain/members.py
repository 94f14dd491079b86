"""The members of a measure, by rising value: of a column, of all columns, of each group.

They are kept in columns, as places among the returns of a cohort and their values: a market of a thousand has tens of
thousands of members, and an object for each costs more than all rules together.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, overload


class Member(NamedTuple):
    """A return that has a figure on the measure."""

    provider: str
    owner: str
    value: Decimal
    weight: Decimal


@dataclass(frozen=True)
class MemberPool:
    """The returns of all cohorts in columns, in the order of their providers."""

    providers: Sequence[str]
    owners: Sequence[str]
    weights: Sequence[Decimal]


@dataclass(frozen=True, eq=False)
class MemberGroup:
    """All returns of a column, or of one group of it, whether they have a figure or not: places in the pool."""

    pool: MemberPool
    places: Sequence[int]

    @cached_property
    def owners(self) -> frozenset[str]:
        return frozenset(self.holdings)

    @cached_property
    def holdings(self) -> Counter[str]:
        """Return how many of the returns each owner has."""
        return Counter(map(self.pool.owners.__getitem__, self.places))

    @cached_property
    def largest_holdings(self) -> Sequence[int]:
        return sorted(self.holdings.values(), reverse=True)

    @cached_property
    def spread_windows(self) -> dict[tuple[int, Decimal, int], bool]:
        """Return what fair_windows.py has found of windows of a width under a policy's numbers."""
        return {}


class Members(Sequence[Member]):
    """Who has a figure, from the smallest up, those of one value in the order of their providers.

    ``places`` are in the pool of the ``group`` that they are of; ``values`` are theirs, in the same order. Both are
    tuples, which the garbage collector leaves alone.
    """

    __slots__ = ("group", "places", "values")

    def __init__(self, group: MemberGroup, places: Sequence[int], values: Sequence[Decimal]) -> None:
        self.group, self.places, self.values = group, places, values

    @classmethod
    def of(cls, members: Sequence[Member]) -> "Members":
        """Return members of single objects, which rise by value."""
        places = range(len(members))
        pool = MemberPool(*([getattr(m, part) for m in members] for part in ("provider", "owner", "weight")))
        return cls(MemberGroup(pool, places), places, [member.value for member in members])

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, rank: int) -> Member: ...
    @overload
    def __getitem__(self, rank: slice) -> list[Member]: ...
    def __getitem__(self, rank: int | slice) -> Member | list[Member]:
        if isinstance(rank, slice):
            return [self[one] for one in range(len(self))[rank]]
        place, pool = self.places[rank], self.group.pool
        return Member(pool.providers[place], pool.owners[place], self.values[rank], pool.weights[place])

    def __iter__(self) -> Iterator[Member]:
        weights = map(self.group.pool.weights.__getitem__, self.places)
        return map(Member, self.providers, self.owners_between(0, len(self)), self.values, weights)

    @property
    def is_whole(self) -> bool:
        """Tell whether all of the group have a figure."""
        return len(self.values) == len(self.group.places)

    @property
    def owners(self) -> frozenset[str]:
        return self.group.owners if self.is_whole else frozenset(self.owners_between(0, len(self)))

    @property
    def providers(self) -> list[str]:
        return self.providers_between(0, len(self))

    def providers_between(self, low: int, high: int) -> list[str]:
        """Return the providers at the ranks from ``low``, before ``high``."""
        return list(map(self.group.pool.providers.__getitem__, self.places[low:high]))

    def owners_between(self, low: int, high: int) -> list[str]:
        """Return the owners at the ranks from ``low``, before ``high``."""
        return list(map(self.group.pool.owners.__getitem__, self.places[low:high]))
