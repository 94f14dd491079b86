"""Quantiles are means of windows that touch no extreme and that no owner can fill."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.fair_windows import fair_median_window, fairly_held
from reports.domain.members import Member, Members
from reports.domain.order_windows import (
    Window,
    median_window,
    quartile_window,
    window_mean,
)
from reports.domain.policy import PROTECTED
from reports.domain.statistics import LOWER, UPPER


def members(*holdings: tuple[int, str]) -> Members:
    rising = enumerate(sorted(holdings))
    return Members.of([Member(f"p{i}", owner, Decimal(value), Decimal(1)) for i, (value, owner) in rising])


@pytest.mark.parametrize(
    ("n", "start", "width"),
    [(5, 1, 3), (6, 1, 4), (7, 1, 5), (8, 2, 4), (9, 2, 5), (16, 6, 4), (17, 6, 5), (18, 6, 6), (60, 22, 15 + 1)],
)
def test_the_window_of_the_median(n: int, start: int, width: int) -> None:
    assert median_window(n, PROTECTED) == Window(start, width)


def test_the_window_of_the_median_is_centred_and_touches_no_extreme() -> None:
    for n in range(5, 200):
        window = median_window(n, PROTECTED)
        width = max(4, ceil(Fraction(n, 4)))
        width = min(width if width % 2 == n % 2 else width + 1, n - 2)
        assert window.width == width, n
        assert window.start == n - window.stop, n
        assert window.is_inside(n), n


@pytest.mark.parametrize("p", [LOWER, UPPER])
def test_the_window_of_a_quartile_is_the_written_one(p: Decimal) -> None:
    for n in range(12, 200):
        window = quartile_window(n, p, PROTECTED)
        width = max(4, ceil(Fraction(15, 100) * n))
        start = floor((n - 1) * Fraction(p) - Fraction(width - 1, 2) + Fraction(1, 2))
        assert window.width == width, n
        assert window.start == max(1, min(start, n - 1 - width)), n
        assert window.is_inside(n), n


def test_the_windows_of_twelve_are_known() -> None:
    assert quartile_window(12, LOWER, PROTECTED) == Window(1, 4)
    assert quartile_window(12, UPPER, PROTECTED) == Window(7, 4)


@pytest.mark.parametrize("n", [1, 2])
def test_too_few_have_no_window(n: int) -> None:
    assert not median_window(n, PROTECTED).is_inside(n)


def test_a_mean_of_three_is_exact() -> None:
    five = members((10, "a"), (20, "b"), (20, "c"), (21, "d"), (30, "e"))
    assert Fraction(*window_mean(five, Window(1, 3))) == Fraction(61, 3)


def test_an_owner_may_hold_half_a_window_and_no_more() -> None:
    half = members((1, "z"), (2, "a"), (3, "a"), (4, "b"), (5, "c"), (6, "y"))
    more = members((1, "z"), (2, "a"), (3, "a"), (4, "a"), (5, "c"), (6, "y"))
    assert fairly_held(half, Window(1, 4), PROTECTED)
    assert not fairly_held(more, Window(1, 4), PROTECTED)


def test_equal_figures_at_the_edge_count_for_whoever_could_stand_inside() -> None:
    """Sorted one way owner a holds two of the four places, sorted the other way three."""
    tied = members((1, "z"), (2, "b"), (3, "a"), (4, "a"), (5, "a"), (5, "c"), (6, "y"))
    assert not fairly_held(tied, Window(1, 4), PROTECTED)


def test_three_owners_at_least_stand_in_a_window() -> None:
    two = members((1, "z"), (2, "a"), (3, "a"), (4, "b"), (5, "b"), (6, "y"))
    three = members((1, "z"), (2, "a"), (3, "a"), (4, "b"), (5, "c"), (6, "y"))
    assert not fairly_held(two, Window(1, 4), PROTECTED)
    assert fairly_held(three, Window(1, 4), PROTECTED)


def test_equal_figures_at_an_edge_count_for_the_two_who_could_fill_the_window() -> None:
    """Sorted one way owner c stands in the last place, sorted the other way only a and b are inside."""
    tied = members((1, "z"), (2, "a"), (3, "a"), (4, "b"), (5, "c"), (5, "b"), (6, "y"))
    apart = members((1, "z"), (2, "a"), (3, "a"), (4, "b"), (5, "c"), (5, "d"), (6, "b"))
    assert not fairly_held(tied, Window(1, 4), PROTECTED)
    assert fairly_held(apart, Window(1, 4), PROTECTED)


def test_a_median_is_taken_from_the_narrowest_wider_window_that_is_fairly_held() -> None:
    ten = members(*zip(range(10), "abcXXXXdef", strict=True))
    assert fair_median_window(ten, PROTECTED) == Window(1, 8)
    assert fair_median_window(members(*zip(range(10), "abcdefghij", strict=True)), PROTECTED) == Window(3, 4)
    assert fair_median_window(members(*zip(range(7), "aXXXbcd", strict=True)), PROTECTED) is None


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("aaabbcdef")), min_size=5, max_size=40))
def test_no_fair_window_is_skipped(holdings: list[tuple[int, str]]) -> None:
    """It grows in leaps, as an owner can hold no less in a wider window; the plain way tries each width."""
    rising, n = members(*holdings), len(holdings)
    window = median_window(n, PROTECTED)
    wider = [Window(window.start - more, window.width + 2 * more) for more in range(n)]
    fair = (one for one in wider if one.is_inside(n) and fairly_held(rising, one, PROTECTED))
    assert fair_median_window(rising, PROTECTED) == next(fair, None)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd")), min_size=5, max_size=6))
def test_ties_are_judged_by_the_worst_of_all_orders(holdings: list[tuple[int, str]]) -> None:
    window = median_window(len(holdings), PROTECTED)
    orders = [order for order in permutations(holdings) if [v for v, _ in order] == sorted(v for v, _ in holdings)]
    inside = [[owner for _, owner in order[window.start : window.stop]] for order in orders]
    worst = max(places.count(owner) for places in inside for owner in places)
    fewest = min(len(set(places)) for places in inside)
    assert fairly_held(members(*holdings), window, PROTECTED) == (worst <= Fraction(window.width, 2) and fewest >= 3)
