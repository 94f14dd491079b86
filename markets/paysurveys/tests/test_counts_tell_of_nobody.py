"""No count that leaves the team tells of a location whether it is under the floor, to whoever knows all but that.

The attacker is the plain twin: knows who answered, where each works, the rules and what is hidden; perhaps is one of
the owners. Every market that would print the same table is made, and nobody may stand alike in all of them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

import pytest

from markets.paysurveys.domain import floor_counts as rules
from markets.paysurveys.domain.floor_counts import CountedLocation, FloorCount, floor_counts

ZONES = ("moor", "town")
THREE = ("moor", "sea", "town")


def a_market(owners: Sequence[str], zones: Sequence[frozenset[str]], below: Sequence[bool]) -> list[CountedLocation]:
    return [CountedLocation(*each) for each in zip(owners, zones, below, strict=True)]


Told = tuple[tuple[bool, ...], tuple[str, ...], int]


def told_of(
    owners: Sequence[str], zones: Sequence[frozenset[str]], names: Sequence[str] = ZONES, together: int = 1
) -> Iterator[Told]:
    """Yield over all markets of these owners and zones: the market, who looks, and the location that is told.

    Who looks is nobody, or so many owners who put together what they know of themselves.
    """
    markets: dict[tuple[FloorCount, ...], list[tuple[bool, ...]]] = {}
    for below in product((False, True), repeat=len(owners)):
        table = tuple(floor_counts(a_market(owners, zones, below), names))
        if any(one.is_shown for one in table):
            markets.setdefault(table, []).append(below)
    for possible in markets.values():
        for attackers in ((), *combinations(sorted(set(owners)), together)):
            own = [number for number, owner in enumerate(owners) if owner in attackers]
            known: dict[tuple[bool, ...], list[tuple[bool, ...]]] = {}
            for below in possible:
                known.setdefault(tuple(below[number] for number in own), []).append(below)
            for same in known.values():
                for number in set(range(len(owners))) - {*own}:
                    if len({below[number] for below in same}) == 1:
                        yield from ((below, attackers, number) for below in same)


def some_shape(rng: Random, most: int, names: Sequence[str] = ZONES) -> tuple[list[str], list[frozenset[str]]]:
    n = rng.randint(6, most)
    owners = [f"owner {rng.randint(1, n)}" if rng.random() < 0.3 else f"owner {number + 1}" for number in range(n)]
    kinds = [*(frozenset({name}) for name in names), frozenset(names)]
    return owners, [rng.choice(kinds) for _ in range(n)]


@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_told_in_small_markets(seed: int):
    assert list(told_of(*some_shape(Random(seed), 9))) == []


@pytest.mark.parametrize("sizes", [(5, 5), (6, 5), (5, 4)])
def test_nobody_is_told_by_zones_that_share_nobody(sizes: tuple[int, int]):
    zones = [frozenset({zone}) for zone, count in zip(ZONES, sizes, strict=True) for _ in range(count)]
    assert list(told_of([f"owner {number}" for number, _ in enumerate(zones)], zones)) == []


def test_the_attacker_would_find_who_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "tells", lambda *_: False)
    assert any(list(told_of(*some_shape(Random(seed), 7))) for seed in range(3))


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_told_in_three_zones(seed: int):
    assert list(told_of(*some_shape(Random(seed), 8, THREE), THREE)) == []


@pytest.mark.parametrize("seed", range(3))
def test_two_who_put_their_own_together_are_told_only_where_they_are_all_that_stand_alike(seed: int):
    """Of five owners, two below and three not: the two below know that the others are not. From five owners it cannot
    be helped; among n owners it is one pair of n·(n − 1) / 2."""
    owners, zones = some_shape(Random(seed), 8)
    found = list(told_of(owners, zones, together=2))
    for below, attackers, number in found:
        others = {standing for standing, owner in zip(below, owners, strict=True) if owner not in attackers}
        assert others == {below[number]}, (below, attackers, number)


def test_three_owners_of_either_standing_would_tell_two_nothing(monkeypatch: pytest.MonkeyPatch):
    """What would hold them, and hide most counts of fewer than ten owners: docs/decisions/0059 has the figures."""
    monkeypatch.setattr(rules, "OWNERS_LEFT_OUT", 3)
    assert [told for seed in range(3) for told in told_of(*some_shape(Random(seed), 8), together=2)] == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 140))
def test_nobody_is_told_in_many_markets_of_three_zones(seed: int):
    assert list(told_of(*some_shape(Random(seed), 11, THREE), THREE)) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 220))
def test_nobody_is_told_in_many_markets(seed: int):
    assert list(told_of(*some_shape(Random(seed), 12))) == []
