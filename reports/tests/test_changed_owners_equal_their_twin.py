"""R4 and R5 where homes have changed hands between releases: the search is as lenient as a slow, plain twin.

An owner is then the one with whom a provider, or a provider with a value, was first seen on the line, so that two cells
may be far apart by provider and near by value.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from reports.domain.attacks.markets import COLUMN, TOTAL
from reports.domain.cohort import Cohort, CohortRow
from reports.domain.ledger import Figures, Ledger, LedgerEntry
from reports.domain.measures import CellKey, measures_of
from reports.domain.member_seals import Seal
from reports.domain.members import Member
from reports.domain.policy import PROTECTED
from reports.domain.protected_table import HidingReason
from reports.domain.published_crowds import PublishedCrowds

FIGURES = Figures(20, Decimal(20), None, None, indicative=False)
CLOSE = 4
# provider → (owner, value)
Cell = dict[str, tuple[str, int]]
Tokens = frozenset[object]


def decided(candidate: Cell, past: Sequence[Cell]) -> HidingReason | None:
    ledger = Ledger("one", b"key")
    seal = Seal(ledger)
    entries = [
        LedgerEntry(
            CellKey(COLUMN, TOTAL.key, "zone", f"zone {number}"),
            f"release {number}",
            PROTECTED.sha256,
            FIGURES,
            seal.membership_of(
                Member(name, owner, Decimal(value), Decimal(1)) for name, (owner, value) in cell.items()
            ),
        )
        for number, cell in enumerate(past)
    ]
    rows = [CohortRow(name, owner, {TOTAL.key: Decimal(value)}) for name, (owner, value) in candidate.items()]
    cohorts = [Cohort(COLUMN, (TOTAL,), tuple(rows))]
    beside = PublishedCrowds(ledger.with_entries(entries), PROTECTED, cohorts).beside(next(measures_of(cohorts)))
    assert beside is not None
    return beside.reason_to_hide


class OwnersTwin:
    """Tokens with their owners: of a provider the oldest cell's; values are looked at as cells are compared."""

    def __init__(self, candidate: Cell, past: Sequence[Cell]) -> None:
        self.owner_of: dict[object, str] = {}
        for cell in (*past, candidate):
            self.owner_of = {name: owner for name, (owner, _) in cell.items()} | self.owner_of
        for cell in (past[0], candidate, *past[1:]):
            self.owner_of = {(name, value): owner for name, (owner, value) in cell.items()} | self.owner_of

    def apart(self, one: Tokens, other: Tokens) -> int:
        return len({self.owner_of[token] for token in one ^ other})

    def tells(self, own: Tokens, union: Tokens) -> bool:
        return 1 <= self.apart(own, union) <= CLOSE

    def completes(self, own: Tokens, others: set[Tokens]) -> bool:
        if any(self.tells(own, union) for union in _unions(frozenset(), others - {own}, 2)):
            return True
        return any(self.tells(total, union) for total in others for union in _unions(own, others - {total}, 1))


def _unions(first: Tokens, parts: set[Tokens], least: int) -> Iterator[Tokens]:
    for size in range(least, len(parts) + 1):
        for chosen in combinations(parts, size):
            union = first.union(*chosen)
            if len(union) == len(first) + sum(map(len, chosen)):
                yield union


def by_provider(cell: Cell) -> Tokens:
    return frozenset(cell)


def by_value(cell: Cell) -> Tokens:
    return frozenset((name, value) for name, (_, value) in cell.items())


def twin_decides(candidate: Cell, past: Sequence[Cell]) -> tuple[HidingReason | None, bool]:
    """Return the decision, and whether it rests on a cell that is near by value alone."""
    twin, alone = OwnersTwin(candidate, past), False
    for cell in past:
        near = twin.tells(by_value(candidate), by_value(cell))
        if near or twin.tells(by_provider(candidate), by_provider(cell)):
            alone = near and twin.apart(by_provider(candidate), by_provider(cell)) > CLOSE
            return HidingReason.DIFFERENCE, alone
    views = (by_provider, by_value)
    if any(twin.completes(view(candidate), {view(cell) for cell in past}) for view in views):
        return HidingReason.COMPLEMENT, False
    return None, False


def random_cells(rng: Random) -> list[Cell]:
    """Return a few cells of one market, among which two groups take homes over, and values are corrected."""
    homes = {f"home {number}": (f"owner {number}", 20) for number in range(rng.randint(12, 24))}
    cells = []
    for _ in range(rng.randint(2, 5)):
        for name in homes:
            owner, value = homes[name]
            owner = rng.choice(("group a", "group b")) if rng.random() < 0.25 else owner
            homes[name] = owner, value + (rng.random() < 0.1)
        share = rng.choice((0.3, 0.5, 0.7, 1))
        cells.append({name: home for name, home in homes.items() if rng.random() < share} or dict(homes))
    return cells


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.proof)])
def test_each_cell_is_decided_as_by_the_twin(count: int) -> None:
    seen, near_by_value_alone = set(), 0
    for seed in range(count):
        *past, candidate = random_cells(Random(seed))
        expected, alone = twin_decides(candidate, past)
        assert decided(candidate, past) == expected, seed
        seen.add(expected)
        near_by_value_alone += alone
    assert seen == {None, HidingReason.DIFFERENCE, HidingReason.COMPLEMENT}
    assert near_by_value_alone


def test_two_homes_that_change_hands_with_their_values_are_no_difference() -> None:
    homes = {f"home {number}": (f"owner {number}", 20) for number in range(12)}
    sold = homes | {"home 1": ("group a", 20), "home 2": ("group b", 20)}
    assert decided(sold, [homes]) is None


def test_two_that_change_hands_and_values_count_with_both_owners() -> None:
    homes = {f"home {number}": (f"owner {number}", 20) for number in range(12)}
    two = homes | {"home 1": ("group a", 21), "home 2": ("group b", 21)}
    three = two | {"home 3": ("group c", 21)}
    assert decided(two, [homes]) == HidingReason.DIFFERENCE
    assert decided(three, [homes]) is None
