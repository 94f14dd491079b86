"""The invented round gives the published results of its eight hypotheses, and shows the ecological trap."""

import csv
from functools import cache
from itertools import combinations
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from benchmarking.analysis.domain.bootstrap import tau_intervals
from benchmarking.analysis.domain.ecological_trap import trap_of
from benchmarking.analysis.domain.hypotheses import TOO_FEW, RoundFinding, findings_of
from benchmarking.analysis.domain.permutation import groups_p, kruskal_wallis, link_p
from benchmarking.analysis.domain.ranks import numbers, ranks, spearman, tau_b
from benchmarking.rounds.domain.round_files import RoundFigures, round_figures

FILES = Path(__file__).parents[2] / "rounds" / "tests" / "files"
SEED = 20250407


def rows(name: str) -> list[dict[str, str]]:
    with (FILES / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def demo() -> RoundFigures:
    return round_figures(*(rows(name) for name in ("authorities", "prices", "providers")))


@cache
def found() -> dict[str, RoundFinding]:
    return findings_of(demo().councils, SEED)


@pytest.mark.parametrize(
    ("key", "tau", "rho", "p", "bca", "left_out", "adjusted"),
    [
        ("H1", 0.463, 0.596, 0.0011, (0.12, 0.67), (0.43, 0.55), 0.0077),
        ("H2", 0.704, 0.846, 0.0001, (0.58, 0.73), (0.70, 0.72), 0.0008),
        ("H3", 0.423, 0.504, 0.0118, (0.09, 0.63), (0.39, 0.50), 0.071),
        ("H4", -0.188, -0.270, 0.186, (-0.49, 0.09), (-0.23, -0.13), 0.372),
        ("H5", -0.286, -0.357, 0.042, (-0.57, 0.04), (-0.36, -0.23), 0.127),
        ("H6", -0.028, -0.045, 0.860, (-0.27, 0.21), (-0.07, 0.02), 0.860),
    ],
)
def test_a_link(key: str, tau: float, rho: float, p: float, bca: object, left_out: object, adjusted: float):
    one = found()[key]
    assert one.intervals is not None
    assert (one.tau, one.rho) == pytest.approx((tau, rho), abs=0.0005)
    assert (one.p, one.holm) == pytest.approx((p, adjusted), abs=0.0006)
    assert one.intervals.bca == pytest.approx(bca, abs=0.006)
    assert one.intervals.leave_one_out == pytest.approx(left_out, abs=0.006)


@pytest.mark.parametrize(("key", "h", "p", "adjusted"), [("H7", 7.55, 0.0177, 0.089), ("H8", 7.05, 0.0262, 0.105)])
def test_a_model(key: str, h: float, p: float, adjusted: float):
    one = found()[key]
    assert one.h == pytest.approx(h, abs=0.005)
    assert (one.p, one.holm) == pytest.approx((p, adjusted), abs=0.0006)


def test_sentences_are_made_by_rule():
    said = {key: one.sentence for key, one in found().items()}
    assert said["H1"].startswith("The average price an hour goes with the share of hours rated")
    assert "may go with" in said["H5"] and "may go with" in said["H7"]
    assert said["H4"].startswith("No sign of a link") and "a weak link could not be seen" in said["H4"]
    for words in said.values():
        assert not any(claim in words for claim in ("causes", "because", "drives", "improves", "saves"))
        assert "provider" not in words.lower()  # councils were asked, and nobody else


def test_the_trap_is_in_this_very_set():
    trap = trap_of(demo().councils, demo().providers)
    assert (trap.between, trap.pooled, trap.inside) == pytest.approx((0.60, 0.07, -0.21), abs=0.005)


def test_too_few_councils_are_not_asked():
    few = findings_of(demo().councils[:9], SEED)
    assert {one.sentence for one in few.values()} == {TOO_FEW}
    assert {one.p for one in few.values()} == {None}


def plain_tau(x: list[int], y: list[int]) -> float | None:
    pairs = list(combinations(range(len(x)), 2))

    def way(values: list[int], i: int, j: int) -> int:
        return (values[i] > values[j]) - (values[i] < values[j])

    together = sum(way(x, i, j) * way(y, i, j) for i, j in pairs)
    free = [sum(way(one, i, j) != 0 for i, j in pairs) for one in (x, y)]
    return together / sqrt(free[0] * free[1]) if all(free) else None


def test_tau_agrees_with_its_plain_twin():
    rng = Random(4)
    for _ in range(60):
        x, y = ([rng.randint(0, 4) for _ in range(8)] for _ in range(2))
        expected = plain_tau(x, y)
        assert tau_b(numbers(x), numbers(y)) == (None if expected is None else pytest.approx(expected))


def test_ranks_share_their_mean():
    assert list(ranks(numbers([5, 1, 5, 9]))) == [2.5, 1, 2.5, 4]
    assert spearman(numbers([1, 2, 3]), numbers([5, 5, 5])) is None


def test_a_small_p_is_the_share_of_all_pairings():
    x, y = numbers([1, 2, 3, 4]), numbers([1, 2, 3, 4])
    assert link_p(x, y, SEED) == pytest.approx(2 / 24, abs=0.01)  # in order, and in the order turned round


def test_kruskal_wallis_without_ties():
    values, groups = numbers([1, 2, 3, 4, 5, 6]), [0, 0, 0, 1, 1, 1]
    of = numbers(groups).astype("int64")
    assert kruskal_wallis(values, of) == pytest.approx(27 / 7)
    assert groups_p(values, of, SEED)[1] == pytest.approx(2 / 20, abs=0.01)


def test_an_interval_of_few_samples_is_still_one():
    x, y = numbers([1, 2, 3, 4, 5]), numbers([2, 1, 4, 3, 5])
    tau = tau_b(x, y)
    assert tau is not None
    low, high = tau_intervals(x, y, tau, SEED, times=200).percentile
    assert -1 <= low <= tau <= high <= 1


def test_no_council_stands_twice():
    assert len({one.la for one in demo().councils}) == 26 and not demo().faults
