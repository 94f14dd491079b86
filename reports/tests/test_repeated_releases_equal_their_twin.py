"""R4, R5 and R13 over random histories of a market: protect() decides each cell as a slow, plain twin does."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from reports.domain.attacks.markets import TOTAL
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.ledger import Ledger, values_in
from reports.domain.policy import PROTECTED
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedCell
from reports.tests.history_twin import Members, TwinPublication, twin_decision

ALONE = {"no_values", "R1", "R2", "R3", "few_above_zero", "total_hidden"}
FIGURES = {"R6", "R10"}
MOVES = ("0.01", "0.05", "0.09", "0.1", "0.2", "-0.06", "5")


def history(rng: Random) -> Iterator[tuple[list[CohortRow], bool]]:
    """Yield the market at each release: some come, some leave, some are corrected, zones are drawn anew."""
    size = rng.randint(8, 22)
    rows = [_row(rng, number) for number in range(size)]
    for release in range(4):
        if release:
            rows = [_corrected(rng, row, rng.random()) for row in rows if rng.random() > rng.choice((0, 0.1))]
            rows += [_row(rng, 100 * release + number) for number in range(rng.choice((0, 1, 3, 5, 9)))]
        yield rows, release == 3


def _row(rng: Random, number: int) -> CohortRow:
    owner = f"group {rng.randrange(3)}" if rng.random() < 0.3 else f"owner {number}"
    zone = {"zone": rng.choice(("east", "west"))}
    return CohortRow(f"provider {number}", owner, {TOTAL.key: Decimal(rng.randrange(1800, 2600)) / 100}, breakdown=zone)


def _corrected(rng: Random, row: CohortRow, share: float) -> CohortRow:
    if rng.random() > share:
        return row
    by = Decimal(rng.choice(MOVES)) if rng.random() < 0.8 else Decimal(0)
    zone = {"zone": rng.choice(("east", "west"))} if rng.random() < 0.1 else row.breakdown
    return replace(row, values={TOTAL.key: (row.values[TOTAL.key] or 0) + by}, breakdown=zone)


def said(cell: ProtectedCell) -> str:
    if cell.carried_from:
        return f"carried from {cell.carried_from}"
    return f"hidden by {cell.reason.value}" if cell.reason else "fresh"


@pytest.mark.parametrize("count", [60, pytest.param(1500, marks=pytest.mark.proof)])
@pytest.mark.parametrize("capped", [True, pytest.param(False, marks=pytest.mark.nightly)])
def test_each_cell_is_decided_as_by_the_twin(capped: bool, count: int) -> None:
    policy = PROTECTED if capped else replace(PROTECTED, fresh_figures=0)
    seen: set[str] = set()
    for seed in range(count):
        rng, ledger, past = Random(seed), Ledger("one", b"key"), []
        for number, (rows, is_closed) in enumerate(history(rng), 1):
            columns = _columns(rng, rows, seed)
            table = protect(columns, policy, replace(ledger, closed=is_closed))
            assert not isinstance(table, CohortFault), table
            now: list[TwinPublication] = []
            behind: set[str] = set()
            for key in sorted(table.cells, key=lambda key: bool(key.dimension)):
                cell, members = table.cells[key], _members(columns, key.column, key.group)
                place = (key.column, key.group)
                expected = twin_decision(
                    place,
                    members,
                    [*past, *now],
                    most_fresh=(3 if is_closed else 2) if capped else None,
                    waits=capped and not is_closed and bool(key.group) and key.column in behind,
                )
                found = said(cell)
                seen.add(found.split(" from ")[0])
                if cell.reason is not None and cell.reason.value in ALONE:
                    continue
                if cell.reason is not None and cell.reason.value in FIGURES:
                    assert expected == "fresh", (seed, number, key, found, expected)
                    continue
                assert found == expected, (seed, number, key)
                if cell.carried_from and not key.group:
                    origin = next(one for one in past if (one.cell, one.release) == (place, cell.carried_from))
                    behind |= {key.column} if origin.members.keys() != members.keys() else set()
                if found == "fresh":
                    now.append(TwinPublication(place, "", members, cell.median or Decimal(0)))
            past += [replace(one, release=f"release {number}") for one in now]
            entries = ledger_entries(table, f"release {number}")
            ledger = ledger.with_entries(entries, {f"release {number}": values_in(columns)})
    assert seen >= {"fresh", "carried", "hidden by R4", "hidden by R5"} | ({"hidden by R13"} if capped else set())


def _columns(rng: Random, rows: list[CohortRow], seed: int) -> list[Cohort]:
    """Return the market as one column; every third, with a second column of most of its homes at other costs."""
    one = Cohort("one", (TOTAL,), tuple(rows))
    if seed % 3:
        return [one]
    dearer = Decimal(rng.choice(("0", "0.04", "100")))
    some = [replace(row, values={TOTAL.key: (row.values[TOTAL.key] or 0) + dearer}) for row in rows]
    return [one, Cohort("two", (TOTAL,), tuple(row for row in some if int(row.provider.split()[1]) % 4))]


def _members(columns: list[Cohort], column: str, group: str) -> Members:
    rows = next(one.rows for one in columns if one.column == column)
    there = [row for row in rows if not group or row.breakdown["zone"] == group]
    return {row.provider: (row.owner, row.values[TOTAL.key] or Decimal(0)) for row in there}
