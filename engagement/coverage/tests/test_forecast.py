"""The forecast: none of too little, slower the fewer are left, and the chances of the formula."""

from datetime import date, timedelta
from fractions import Fraction
from math import comb

import pytest

from engagement.coverage.domain.forecast import (
    forecast,
    further,
    in_words,
    quantile,
)

TODAY = date(2026, 11, 22)
OPENED, CLOSES = TODAY - timedelta(days=28), TODAY + timedelta(days=14)


def seen(returns: int, *, in_scope: int = 100, opens_on: date = OPENED, closes_on: date = CLOSES):
    days = [TODAY - timedelta(days=n % 20) for n in range(returns)]
    return forecast(days, in_scope=in_scope, opens_on=opens_on, closes_on=closes_on, today=TODAY)


@pytest.mark.parametrize(
    "none",
    [seen(4), seen(9, opens_on=TODAY - timedelta(days=13)), seen(9, closes_on=TODAY - timedelta(days=1)), seen(0)],
)
def test_too_little_is_no_forecast(none):
    assert none is None
    assert "There is no forecast" in in_words(none)


def test_it_goes_on_at_the_pace_so_far():
    found = seen(20)
    assert found is not None and 27 <= found.middle <= 31
    assert 20 <= found.low < found.middle < found.high <= 100
    assert "20 of the 100 that were still to come 28 days ago have come in" in in_words(found)


def test_the_fewer_are_left_the_fewer_come():
    found = seen(20, in_scope=24)
    assert found is not None and (found.low, found.middle, found.high) == (21, 22, 23)


def test_nobody_sends_a_second_return_and_who_declined_sends_none():
    found = forecast([TODAY] * 6, in_scope=8, declined=2, opens_on=OPENED, closes_on=CLOSES, today=TODAY)
    assert found is not None and (found.low, found.middle, found.high) == (6, 6, 6)


def test_on_the_last_day_it_is_what_there_is():
    found = seen(20, closes_on=TODAY)
    assert found is not None and (found.low, found.middle, found.high) == (20, 20, 20)


@pytest.mark.parametrize(
    ("still", "seen_so_far", "waited", "left"), [(12, 5, 300, 14), (30, 40, 900, 3), (0, 7, 90, 30), (9, 5, 20, 60)]
)
def test_its_chances_are_those_of_the_formula(still, seen_so_far, waited, left):
    """Of m people x send: C(m, x) Σ (−1)^j C(x, j) (e / (e + f·(m − x + j)))^(k + 1), in fractions."""

    def plain(x: int) -> Fraction:
        terms = (
            (-1) ** j * comb(x, j) * Fraction(waited, waited + left * (still - x + j)) ** (seen_so_far + 1)
            for j in range(x + 1)
        )
        return comb(still, x) * sum(terms)

    exact = [plain(x) for x in range(still + 1)]
    assert sum(exact) == 1
    assert further(still, seen_so_far, waited, left) == pytest.approx([float(each) for each in exact], abs=1e-3)
    assert quantile([0.2, 0.3, 0.5], 0.5) == 1
