"""No count that leaves the team tells of a location whether it is under the floor, to whoever knows all but that.

The attacker is the plain twin: knows who answered, where each works, the rules and what is hidden; perhaps is one of
the owners. Every market that would print the same table is made, and nobody may stand alike in all of them.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from markets.paysurveys.domain import floor_counts as rules
from markets.paysurveys.domain.floor_counts import CountedLocation, FloorCount, floor_counts

ZONES = ("moor", "town")


def a_market(owners: Sequence[str], zones: Sequence[frozenset[str]], below: Sequence[bool]) -> list[CountedLocation]:
    return [CountedLocation(*each) for each in zip(owners, zones, below, strict=True)]


def standing_alike(owners: Sequence[str], zones: Sequence[frozenset[str]]) -> Iterator[str]:
    """Yield who is told, over all markets of these owners and zones."""
    markets: dict[tuple[FloorCount, ...], list[tuple[bool, ...]]] = {}
    for below in product((False, True), repeat=len(owners)):
        table = tuple(floor_counts(a_market(owners, zones, below), ZONES))
        markets.setdefault(table, []).append(below)
    for table, possible in markets.items():
        for attacker in (None, *sorted(set(owners))):
            own = [number for number, owner in enumerate(owners) if owner == attacker]
            known: dict[tuple[bool, ...], list[tuple[bool, ...]]] = {}
            for below in possible:
                known.setdefault(tuple(below[number] for number in own), []).append(below)
            for same in known.values():
                for number in set(range(len(owners))) - {*own}:
                    if len({below[number] for below in same}) == 1:
                        yield f"{attacker} learns of {owners[number]} in {[one.as_json for one in table]}"


def some_shape(rng: Random, most: int) -> tuple[list[str], list[frozenset[str]]]:
    n = rng.randint(6, most)
    owners = [f"owner {rng.randint(1, n)}" if rng.random() < 0.3 else f"owner {number + 1}" for number in range(n)]
    kinds = [frozenset({"moor"}), frozenset({"town"}), frozenset(ZONES)]
    return owners, [rng.choice(kinds) for _ in range(n)]


@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_told_in_small_markets(seed: int):
    assert list(standing_alike(*some_shape(Random(seed), 9))) == []


@pytest.mark.parametrize("sizes", [(5, 5), (6, 5), (5, 4)])
def test_nobody_is_told_by_zones_that_share_nobody(sizes: tuple[int, int]):
    zones = [frozenset({zone}) for zone, count in zip(ZONES, sizes, strict=True) for _ in range(count)]
    assert list(standing_alike([f"owner {number}" for number, _ in enumerate(zones)], zones)) == []


def test_the_attacker_would_find_who_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "tells", lambda *_: False)
    assert any(list(standing_alike(*some_shape(Random(seed), 7))) for seed in range(3))


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 220))
def test_nobody_is_told_in_many_markets(seed: int):
    assert list(standing_alike(*some_shape(Random(seed), 12))) == []
