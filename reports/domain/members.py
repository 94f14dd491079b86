"""The members of a measure, by rising value: of a column, of all columns, of each group.

They are kept in columns, as places among the returns of a cohort and their values: a market of a thousand has tens of
thousands of members, and an object for each costs more than all rules together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, overload

from reports.domain.cohort import Cohort, owner_key

# A column and a line.
Place = tuple[str, str]


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
        return len(self.places) == len(self.group.places)

    @property
    def owners(self) -> frozenset[str]:
        return self.group.owners if self.is_whole else frozenset(self.owners_between(0, len(self)))

    @property
    def providers(self) -> list[str]:
        return list(map(self.group.pool.providers.__getitem__, self.places))

    def owners_between(self, low: int, high: int) -> list[str]:
        """Return the owners at the ranks from ``low``, before ``high``."""
        return list(map(self.group.pool.owners.__getitem__, self.places[low:high]))


@dataclass(frozen=True)
class MemberTable:
    """The members of every line in every column, and of all columns of a line."""

    pool: MemberPool
    whole: Mapping[Place, Members]
    everyone: Mapping[str, Members]


def member_table(cohorts: Sequence[Cohort]) -> MemberTable:
    """Return the members of the cohorts; rows whose answer is n/a are none."""
    rows = [(row, number) for number, cohort in enumerate(cohorts) for row in cohort.rows]
    rows.sort(key=lambda pair: pair[0].provider)
    pool = MemberPool(
        [row.provider for row, _ in rows], [owner_key(row.owner) for row, _ in rows], [row.weight for row, _ in rows]
    )
    whole: dict[Place, Members] = {}
    for number, cohort in enumerate(cohorts):
        group = MemberGroup(pool, [place for place, (_, of) in enumerate(rows) if of == number])
        elsewhere = dict.fromkeys(cohort.keys)
        values = [row.values if of == number else elsewhere for row, of in rows]
        whole.update(((cohort.column, key), _on_line(group, values, key)) for key in cohort.keys)
    return MemberTable(pool, whole, _everyone_by_line(whole))


def group_places(whole: MemberGroup, group_of: Mapping[str, str]) -> dict[int, str]:
    """Return which group each place of a column is in, by the group of each provider; none for who is in none."""
    names = whole.pool.providers
    return {place: group_of[names[place]] for place in whole.places if names[place] in group_of}


def member_groups(whole: MemberGroup, group_at: Mapping[int, str]) -> dict[str, MemberGroup]:
    places: dict[str, list[int]] = {}
    for place, name in group_at.items():
        places.setdefault(name, []).append(place)
    return {name: MemberGroup(whole.pool, found) for name, found in places.items()}


def members_by_group(
    members: Members, group_at: Mapping[int, str], groups: Mapping[str, MemberGroup]
) -> dict[str, Members]:
    """Return the members of each group, in their order; who is in no group is left out."""
    ranks: dict[str | None, list[int]] = {None: [], **{name: [] for name in groups}}
    for rank, name in enumerate(map(group_at.get, members.places)):
        ranks[name].append(rank)
    place, value = members.places.__getitem__, members.values.__getitem__
    return {
        name: Members(of, tuple(map(place, ranks[name])), tuple(map(value, ranks[name]))) for name, of in groups.items()
    }


def _on_line(group: MemberGroup, rows: Sequence[Mapping[str, Decimal | None]], key: str) -> Members:
    column = list(map(itemgetter(key), rows))
    given = [place for place in group.places if column[place] is not None]
    given.sort(key=column.__getitem__)
    return Members(group, tuple(given), tuple(map(column.__getitem__, given)))


def _everyone_by_line(whole: Mapping[Place, Members]) -> dict[str, Members]:
    """Return the members of all columns of a line; those of a line that has one column as they are."""
    columns: dict[str, list[Members]] = {}
    for (_, line), members in whole.items():
        columns.setdefault(line, []).append(members)
    return {line: parts[0] if len(parts) == 1 else _merged(parts) for line, parts in columns.items()}


def _merged(parts: Sequence[Members]) -> Members:
    pairs = sorted(chain.from_iterable(zip(part.values, part.places, strict=True) for part in parts))
    places = [place for _, place in pairs]
    return Members(MemberGroup(parts[0].group.pool, sorted(places)), places, [value for value, _ in pairs])
