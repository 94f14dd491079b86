"""Figures are rounded to 1-2-5 steps and never to anybody's own."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.policy import PROTECTED
from reports.domain.rounding import coverage, figure_to_print, step_for


def step(figure: str, n: int) -> Decimal:
    return step_for(Fraction(figure), n, PROTECTED)


def printed(figure: str, n: int, *own: str) -> Decimal | None:
    pennies = frozenset(map(Decimal, own))
    return figure_to_print(Fraction(figure), n, lambda figure, step: figure in pennies, PROTECTED)


@pytest.mark.parametrize(
    ("figure", "full", "indicative"),
    [
        ("22.61", "0.10", "0.20"),
        ("900", "5", "10"),
        ("0.12", "0.01", "0.01"),
        ("0", "0.01", "0.01"),
        ("4", "0.02", "0.05"),
    ],
)
def test_the_steps_of_the_written_policy(figure: str, full: str, indicative: str) -> None:
    assert step(figure, 10) == Decimal(full)
    assert step(figure, 9) == step(figure, 5) == Decimal(indicative)


@given(st.decimals(min_value="0.01", max_value=5000, places=4), st.sampled_from([5, 10]))
def test_the_step_is_the_nearest_in_ratio_of_all_steps(figure: Decimal, n: int) -> None:
    ladder = [Decimal(digit) * Decimal(10) ** power for power in range(-2, 5) for digit in (1, 2, 5)]
    wanted = float(figure) * (0.005 if n >= 10 else 0.01)
    assert step_for(Fraction(figure), n, PROTECTED) == min(ladder, key=lambda rung: abs(log(float(rung) / wanted)))


@pytest.mark.parametrize(
    ("exact", "expected"),
    [("22.61", "22.60"), ("22.65", "22.70"), ("22.649999", "22.60"), ("22.70", "22.70"), ("0", "0")],
)
def test_a_figure_goes_to_the_nearest_multiple_and_a_tie_goes_up(exact: str, expected: str) -> None:
    assert printed(exact, 12) == Decimal(expected)


def test_somebodys_figure_moves_to_the_other_neighbour() -> None:
    assert printed("22.61", 12, "22.60") == Decimal("22.70")
    assert printed("22.69", 12, "22.70") == Decimal("22.60")


def test_an_exact_multiple_moves_up() -> None:
    assert printed("22.60", 12, "22.60") == Decimal("22.70")


def test_six_multiples_are_tried_outwards_and_then_none() -> None:
    assert printed("22.61", 12, "22.60", "22.70") == Decimal("22.50")
    assert printed("22.61", 12, "22.60", "22.70", "22.50", "22.80", "22.40") == Decimal("22.90")
    assert printed("22.61", 12, *["22.60", "22.70", "22.50", "22.80", "22.40", "22.90"]) is None


def test_a_small_figure_in_small_steps_may_match_by_chance() -> None:
    assert step("3.50", 12) == Decimal("0.02")
    assert printed("3.50", 12, "3.50") == Decimal("3.50")


def test_a_small_figure_in_larger_steps_may_not() -> None:
    assert step("3.90", 6) == Decimal("0.05")
    assert printed("3.90", 6, "3.90") == Decimal("3.95")


def test_moving_never_goes_below_zero() -> None:
    assert printed("0.004", 12) == Decimal("0.00")


@pytest.mark.parametrize(
    ("received", "number", "expected"),
    [
        ("500", 20, "0.50"),
        ("524", 20, "0.50"),
        ("525", 20, "0.55"),
        ("525", 19, "0.50"),
        ("550", 19, "0.60"),
        ("1", 20, "0"),
        ("1000", 20, "1"),
        ("1200", 6, "1"),
    ],
)
def test_coverage_is_rounded_to_a_twentieth_and_of_few_returns_to_a_tenth(
    received: str, number: int, expected: str
) -> None:
    assert coverage(Decimal(received), Decimal(1000), number, PROTECTED) == Decimal(expected)


def test_coverage_does_not_hang_on_the_callers_precision() -> None:
    with localcontext(prec=2):
        assert coverage(Decimal("524.9999"), Decimal(1000), 30, PROTECTED) == Decimal("0.50")


@pytest.mark.parametrize("scope", [None, Decimal(0)])
def test_coverage_of_an_unknown_scope_is_unknown(scope: Decimal | None) -> None:
    assert coverage(Decimal(500), scope, 20, PROTECTED) is None
