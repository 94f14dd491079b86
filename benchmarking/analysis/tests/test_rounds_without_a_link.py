"""Random rounds without a link seldom say “goes with”; with a planted one they mostly do."""

import pytest

from benchmarking.analysis.domain.permuted_rounds import said_rounds


def test_a_few_rounds_without_a_link():
    assert said_rounds(6, 2026).any_link <= 1


def test_a_strong_link_is_seen():
    assert said_rounds(2, 2026, r=0.95).planted == 2


@pytest.mark.proof
def test_a_thousand_rounds_without_a_link():
    said = said_rounds(1_000, 2026)
    assert said.share(said.any_link) <= 0.065


@pytest.mark.proof
@pytest.mark.parametrize(("r", "least"), [(0.6, 0.5), (0.7, 0.8)])
def test_a_planted_link_is_mostly_seen(r: float, least: float):
    said = said_rounds(300, 2026, r)
    assert said.share(said.by_holm) >= least
