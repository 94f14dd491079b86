"""The forecast: none of too little, wider the less is known, and the chances of the formula."""

from datetime import date, timedelta
from fractions import Fraction
from math import comb

import pytest

from engagement.domain.forecast import chance, forecast, in_words, quantile

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
    assert found is not None and 28 <= found.middle <= 32
    assert 20 <= found.low < found.middle < found.high <= 100
    assert "20 returns came in over the last 28 days" in in_words(found)


def test_nobody_sends_a_second_return():
    found = seen(20, in_scope=24)
    assert found is not None and found.high == 24


def test_on_the_last_day_it_is_what_there_is():
    found = seen(20, closes_on=TODAY)
    assert found is not None and (found.low, found.middle, found.high) == (20, 20, 20)


@pytest.mark.parametrize(("k", "days", "left"), [(5, 28, 14), (40, 28, 3), (0, 14, 60)])
def test_its_chances_are_those_of_the_formula(k, days, left):
    p = Fraction(days, days + left)
    plain = [comb(x + k, x) * p ** (k + 1) * (1 - p) ** x for x in range(60)]
    assert [chance(x, k, days, left) for x in range(60)] == pytest.approx([float(each) for each in plain])
    for share in (0.1, 0.5):
        assert quantile(k, days, left, share) == next(x for x in range(60) if float(sum(plain[: x + 1])) >= share)
