"""Over 60 random markets (proof: 300) the public table prints nobody's own figure, and what can be shown is."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random

import pytest

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN
from reports.domain.cohort import CohortFault
from reports.domain.market import ReturnCosts
from reports.domain.protected_table import ProtectedTable
from reports.domain.summary import public_table
from reports.tests.invented_returns import random_returns
from reports.tests.protect_twin import twin_cell

SEED = 20221101
PENNY = Decimal("0.01")
Played = tuple[list[ReturnCosts], bool, ProtectedTable]


@pytest.fixture(params=[60, pytest.param(300, marks=pytest.mark.proof)])
def played(request: pytest.FixtureRequest) -> list[Played]:
    return play(request.param)


@cache
def play(count: int) -> list[Played]:
    rng, markets = Random(SEED), []
    for number in range(count):
        differ = number % 2 == 0
        returns = random_returns(
            rng, rng.randint(3, 60), all_owners_differ=differ, not_available=0 if number % 3 else 0.01
        )
        table = public_table(HOMECARE, returns)
        assert not isinstance(table, CohortFault), table
        markets.append((returns, differ, table))
    return markets


def own(returns: list[ReturnCosts], line: str) -> list[tuple[str, Decimal | None]]:
    return [(one.owner, one.columns[COLUMN][line]) for one in returns]


def test_nobody_finds_its_own_figure_in_the_table(played: list[Played]) -> None:
    for returns, _, table in played:
        for cell in table:
            pennies = {
                value.quantize(PENNY, ROUND_HALF_UP) for _, value in own(returns, cell.key.line) if value is not None
            }
            for figure in (cell.lower_quartile, cell.median, cell.upper_quartile):
                assert figure is None or figure < 4 or figure not in pennies, (cell, figure)


def test_where_all_owners_differ_twelve_returns_show_the_total(played: list[Played]) -> None:
    asked = 0
    for returns, differ, table in played:
        totals = [value for _, value in own(returns, "total") if value is not None]
        if differ and len(totals) >= 12:
            asked += 1
            assert table.cell(COLUMN, "total").median is not None
    assert asked > len(played) / 3


def test_the_twin_decides_every_cell_alike(played: list[Played]) -> None:
    for returns, _, table in played[::20]:
        total = twin_cell(own(returns, "total"))
        for line in HOMECARE.lines:
            expected = twin_cell(own(returns, line.key)) if total else None
            cell = table.cell(COLUMN, line.key)
            found = (cell.median, cell.lower_quartile, cell.upper_quartile)
            if expected is None:
                assert found == (None, None, None), line.key
            else:
                assert found == (expected.median, *(expected.quartiles or (None, None))), line.key


def test_a_sum_of_line_medians_adds_what_is_published_and_is_hidden_with_any_of_it(played: list[Played]) -> None:
    shown = 0
    for _, _, table in played:
        for section, sum_key in (("careworker", "careworker_costs"), ("business", "business_costs")):
            medians = [table.cell(COLUMN, line.key).median for line in HOMECARE.lines_in(section)]
            expected = None if None in medians else sum((m for m in medians if m is not None), Decimal(0))
            both = table.totals[COLUMN, sum_key]
            assert both.sum_of_medians == expected
            assert both.median_of_returns == table.cell(COLUMN, sum_key).median
            shown += expected is not None
    assert shown > len(played) / 3
