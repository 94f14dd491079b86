"""Links, their p and their intervals are those of scipy and statsmodels, to 1e-9, on the same draws."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
import scipy  # its parts are read once they are asked for

from benchmarking.analysis.domain.adjusted_links import least_squares, partial_link
from benchmarking.analysis.domain.bootstrap import resampled, tau_intervals, without_each
from benchmarking.analysis.domain.council_figures import figures_of
from benchmarking.analysis.domain.hypotheses import LINKS, findings_of
from benchmarking.analysis.domain.permutation import groups_p, kruskal_wallis, link_p, permutations
from benchmarking.analysis.domain.ranks import Numbers, numbers, ranks, spearman, tau_b
from benchmarking.rounds.domain.councils import CouncilFigures
from benchmarking.tests.demo_region import SEED, demo_frozen

NEAR = {"rel": 1e-9, "abs": 1e-9}
DRAWS = 59


@cache
def councils() -> list[CouncilFigures]:
    return [figures_of(case) for case in demo_frozen().cases]


def pairs(key: str) -> tuple[Numbers, Numbers]:
    of = next(one for one in LINKS if one.key == key)
    both = [(of.x(one), of.y(one)) for one in councils()]
    known = [(x, y) for x, y in both if x is not None and y is not None]
    return numbers([x for x, _ in known]), numbers([y for _, y in known])


def theirs(x: Numbers, y: Numbers) -> float:
    return float(scipy.stats.kendalltau(x, y).statistic)


@pytest.mark.parametrize("key", [one.key for one in LINKS])
def test_tau_b_and_rho_are_those_of_scipy(key: str):
    x, y = pairs(key)
    assert tau_b(x, y) == pytest.approx(theirs(x, y), **NEAR)
    assert spearman(x, y) == pytest.approx(scipy.stats.spearmanr(x, y).statistic, **NEAR)


@pytest.mark.parametrize("key", ["H2", "H5"])
def test_p_counts_the_pairings_that_scipy_would_count(key: str):
    x, y = pairs(key)
    least = abs(theirs(x, y)) - 1e-12
    drawn = [one for block in permutations(len(x), SEED, DRAWS) for one in block]
    hits = sum(abs(theirs(x, y[one])) >= least for one in drawn)
    assert link_p(x, y, SEED, DRAWS) == pytest.approx((hits + 1) / (DRAWS + 1), **NEAR)


def test_p_is_near_the_one_of_all_pairings():
    x, y = (values[:5] for values in pairs("H1"))
    of_all = scipy.stats.permutation_test(
        (y,), lambda again: theirs(x, again), permutation_type="pairings", n_resamples=np.inf
    ).pvalue
    assert link_p(x, y, SEED) == pytest.approx(of_all, abs=4 * (of_all * (1 - of_all) / 9_999) ** 0.5)


def test_h_and_its_p_are_those_of_scipy():
    values = numbers([one.price for one in councils()])
    groups = np.array([("framework", "dps", "lead_or_patch").index(one.model) for one in councils()], dtype=np.int64)

    def of(dealt: Numbers) -> float:
        return float(scipy.stats.kruskal(*(dealt[groups == one] for one in range(3))).statistic)

    assert kruskal_wallis(ranks(values), groups) == pytest.approx(of(values), **NEAR)
    drawn = [one for block in permutations(len(values), SEED, DRAWS) for one in block]
    hits = sum(of(values[one]) >= of(values) - 1e-9 for one in drawn)
    assert groups_p(values, groups, SEED, DRAWS) == pytest.approx((of(values), (hits + 1) / (DRAWS + 1)), **NEAR)


@pytest.mark.parametrize("key", ["H1", "H3"])
def test_intervals_are_those_of_scipy_on_the_same_samples(key: str):
    x, y = pairs(key)
    drawn = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    samples = np.array([theirs(x[one], y[one]) for one in drawn])
    assert resampled(x, y, SEED, DRAWS) == pytest.approx(samples[~np.isnan(samples)], **NEAR)
    found = tau_intervals(x, y, theirs(x, y), SEED, DRAWS)
    made = SimpleNamespace(bootstrap_distribution=samples)
    for method in ("percentile", "BCa"):
        interval = scipy.stats.bootstrap(
            (x, y), theirs, paired=True, vectorized=False, n_resamples=0, method=method, bootstrap_result=made
        ).confidence_interval
        ours = found.bca if method == "BCa" else found.percentile
        assert ours == pytest.approx((interval.low, interval.high), **NEAR), method


@pytest.mark.parametrize("key", ["H1", "H6"])
def test_leaving_one_out_is_as_scipy_does_it(key: str):
    x, y = pairs(key)
    expected = [theirs(np.delete(x, at), np.delete(y, at)) for at in range(len(x))]
    assert without_each(x, y) == pytest.approx(np.array(expected), **NEAR)


@pytest.mark.nightly
class TestStatsmodels:
    """By night alone, as statsmodels takes its time to be read."""

    def test_holm_is_its_own(self):
        from statsmodels.stats.multitest import multipletests

        found = findings_of(councils(), SEED, times=DRAWS, only_sure=True)
        adjusted = multipletests([one.p for one in found.values()], method="holm")[1]
        assert [one.holm for one in found.values()] == pytest.approx(list(adjusted), **NEAR)

    def test_least_squares_by_hc3_are_its_own(self):
        from statsmodels.api import OLS, add_constant

        price = [one.price for one in councils()]
        columns = [[float(one.pays_llw) for one in councils()], [float(one.place == "inner") for one in councils()]]
        ours, fit = least_squares(price, *columns), OLS(price, add_constant(np.column_stack(columns)))
        theirs = fit.fit(cov_type="HC3", use_t=True)
        assert ours is not None
        assert ours.coefficients == pytest.approx(tuple(theirs.params), **NEAR)
        assert np.array(ours.intervals) == pytest.approx(theirs.conf_int(), **NEAR)

    def test_of_ranks_with_area_taken_out_it_leaves_the_same(self):
        from statsmodels.api import OLS, add_constant

        price, good = [one.price for one in councils()], [one.good_share for one in councils()]
        inner = [one.place == "inner" for one in councils()]
        left = [OLS(scipy.stats.rankdata(of), add_constant(np.array(inner, float))).fit().resid for of in (price, good)]
        found = partial_link(price, good, inner, SEED)
        assert found is not None and found.partial == pytest.approx(scipy.stats.pearsonr(*left).statistic, **NEAR)
