"""Cohen's kappa by code: a table worked by hand, a slow plain twin, and sections that only one has coded."""

from fractions import Fraction
from random import Random

import pytest

from engagement.interviews.domain.coder_agreement import CodeAgreement, agreement_by_code


def coded(both: int, first: int, second: int, neither: int):
    marks = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    return [{("i", str(n)): ["pay"] if pair[who] else [] for n, pair in enumerate(marks)} for who in (0, 1)]


def plain_kappa(first: list[int], second: list[int]) -> float:
    n = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    expected = sum(first.count(x) / n * second.count(x) / n for x in (0, 1))
    return (observed - expected) / (1 - expected)


def test_fifty_sections_worked_by_hand():
    found = agreement_by_code(["pay"], *coded(11, 3, 5, 31))["pay"]
    assert found == CodeAgreement(11, 3, 5, 31)
    assert f"{float(found.kappa):.4f}" == "0.6198"
    assert found.is_good_enough


def test_as_the_plain_way_says():
    chance = Random(20)
    for _ in range(50):
        first, second = ([chance.randint(0, 1) for _ in range(30)] for _ in "ab")
        pairs = list(zip(first, second, strict=True))
        found = CodeAgreement(*(pairs.count(pair) for pair in ((1, 1), (1, 0), (0, 1), (0, 0))))
        assert float(found.kappa) == pytest.approx(plain_kappa(first, second), abs=1e-12)


def test_only_sections_that_both_have_coded_count():
    first, second = coded(2, 1, 0, 2)
    first["other", "1"] = ["pay"]
    assert agreement_by_code(["pay"], first, second)["pay"].n == 5


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (5, 0, 0, 0), (0, 0, 0, 7)])
def test_no_figure_where_nobody_could_disagree(counts):
    assert CodeAgreement(*counts).kappa is None
    assert CodeAgreement(*counts).is_good_enough is None


def test_chance_is_nought_and_opposite_is_below():
    assert CodeAgreement(1, 1, 1, 1).kappa == 0
    assert CodeAgreement(0, 5, 5, 0).kappa == Fraction(-1)
