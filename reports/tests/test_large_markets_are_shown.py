"""In a market of hundreds or thousands R10 hides nothing by coincidence; in a small one no penny is anybody's.

In a market of 700 every multiple of the step is somebody's figure, so that a cell hidden for a match would be hidden
for nothing. Each figure that is somebody's is held against a plain count of the returns round it.
"""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest

from reports.domain.attacks.markets import COLUMN, TOTAL, random_market, total_cohort, total_of
from reports.domain.cohort import CohortFault, CohortRow
from reports.domain.figures import median_to_print
from reports.domain.measures import measures_of
from reports.domain.policy import PROTECTED
from reports.domain.protect import protect
from reports.domain.protected_table import ProtectedCell, ProtectedTable
from reports.domain.rounding import step_for

SEED = 1307
PENNY = Decimal("0.01")


def table_of(rows: list[CohortRow]) -> ProtectedTable:
    table = protect(total_cohort(rows))
    assert not isinstance(table, CohortFault), table
    return table


def figures_of(cell: ProtectedCell) -> list[Decimal]:
    return [one for one in (cell.lower_quartile, cell.median, cell.upper_quartile) if one is not None]


def is_somebodys(figure: Decimal, rows: list[CohortRow]) -> bool:
    return any(total_of(row).quantize(PENNY, ROUND_HALF_UP) == figure for row in rows)


def in_a_crowd(figure: Decimal, rows: list[CohortRow]) -> bool:
    step = step_for(Fraction(figure), len(rows), PROTECTED)
    owners = [row.owner for row in rows if abs(total_of(row) - figure) <= step]
    return len(owners) >= 10 and len(set(owners)) >= 5


@pytest.mark.parametrize(
    ("size", "markets"),
    [
        (100, 20),
        (700, 4),
        (2000, 1),
        *[pytest.param(n, 2000, marks=pytest.mark.proof) for n in (100, 200, 300, 500)],
        *[pytest.param(n, 200, marks=pytest.mark.proof) for n in (700, 2000, 5000)],
    ],
)
def test_what_should_be_shown_is_shown(size: int, markets: int) -> None:
    rng, coincidences, hidden, without_quartiles = Random(SEED + size), 0, 0, 0
    for number in range(markets):
        rows = random_market(rng, size, all_owners_differ=number % 2 == 0)
        cell = table_of(rows).cell(COLUMN, TOTAL.key)
        hidden += cell.median is None
        without_quartiles += cell.lower_quartile is None
        own = [figure for figure in figures_of(cell) if is_somebodys(figure, rows)]
        coincidences += len(own)
        assert all(in_a_crowd(figure, rows) for figure in own), own
    assert hidden <= markets / 200 and without_quartiles <= markets / 100, (hidden, without_quartiles)
    assert size < 700 or coincidences >= markets, "the crowd was never needed"


@pytest.mark.parametrize("markets", [60, pytest.param(4000, marks=pytest.mark.proof)])
def test_in_a_small_market_no_figure_is_anybodys(markets: int) -> None:
    rng, shown = Random(SEED), 0
    for number in range(markets):
        rows = random_market(rng, rng.randint(5, 60), all_owners_differ=number % 2 == 0)
        for figure in figures_of(table_of(rows).cell(COLUMN, TOTAL.key)):
            shown += 1
            assert not is_somebodys(figure, rows) or in_a_crowd(figure, rows)
    assert shown >= markets


def test_a_small_group_of_a_large_market_is_shown_and_is_nobodys_in_it() -> None:
    """Of twelve every multiple is somebody's elsewhere among two thousand, which tells nothing; their own would."""
    rows = random_market(Random(SEED), 2000, all_owners_differ=True)
    zoned = [replace(row, breakdown={"zone": str(number % 160)}) for number, row in enumerate(rows)]
    groups = [measure for measure in measures_of(total_cohort(zoned)) if measure.key.group]
    assert len(groups) == 160
    for group in groups:
        median = median_to_print(group, PROTECTED)
        assert isinstance(median, Decimal)
        members = [row for row in zoned if row.breakdown["zone"] == group.key.group]
        assert not is_somebodys(median, members)
