"""Totals are shown as often as promised and near the exact median, with groups of owners and without; large markets
show what they should."""

import pytest

from reports.domain.attacks.large_markets import LARGE_MARKETS, large_market
from reports.domain.attacks.scores import numbered_market
from reports.domain.attacks.usefulness import BANDS, OWNERS, trials_of, usefulness

SEED = 2026


@pytest.mark.parametrize("markets", [400, pytest.param(4_000, marks=pytest.mark.proof)])
def test_totals_are_shown_and_near_the_exact_median(markets: int) -> None:
    found = usefulness(list(trials_of(numbered_market(number, SEED) for number in range(markets))))
    assert found.keys() == {(band, owners) for band in BANDS for owners in OWNERS}
    for (band, owners), useful in found.items():
        assert not useful.breaks(band), (band.name, owners, useful)


@pytest.mark.parametrize("markets", [200, pytest.param(2_000, marks=pytest.mark.proof)])
def test_small_markets_show_what_was_promised(markets: int) -> None:
    five_to_nine = [numbered_market(number, SEED, (5, 9)) for number in range(markets)]
    found = usefulness(list(trials_of(five_to_nine)))
    assert len(found) == len(OWNERS)
    for (band, owners), useful in found.items():
        assert useful.allowed >= markets / 8 and not useful.breaks(band), (owners, useful)


@pytest.mark.parametrize(
    "returns", [100, *(pytest.param(size, marks=pytest.mark.proof) for size in LARGE_MARKETS if size > 100)]
)
def test_large_markets_hide_nothing_by_coincidence(returns: int) -> None:
    found = large_market(returns, LARGE_MARKETS[returns] // 2, SEED)
    assert (found.totals_shown, found.lines_shown) == (found.totals, found.lines) and found.lines > 0
