from datetime import date, timedelta
from decimal import Decimal

import pytest

from costing.formulas.homecare import NI_RATE, RATES
from costing.rates import (
    NATIONAL_LIVING_WAGE,
    all_rates,
    rates_at,
    window_for,
)

ONE_DAY = timedelta(days=1)


def test_a_rate_starts_on_its_day_and_not_before():
    assert rates_at(date(2022, 11, 5), RATES)[NI_RATE] == Decimal("0.1505")
    assert rates_at(date(2022, 11, 6), RATES)[NI_RATE] == Decimal("0.138")
    assert rates_at(date(2022, 3, 31), RATES)[NATIONAL_LIVING_WAGE] == Decimal("8.91")


def test_outside_the_table_there_are_no_rates():
    window = window_for(RATES)
    assert rates_at(window.first, RATES) and rates_at(window.last, RATES)
    assert rates_at(window.first - ONE_DAY, RATES) is None
    assert rates_at(window.last + ONE_DAY, RATES) is None


@pytest.mark.parametrize("name", sorted(RATES))
def test_a_slow_search_finds_the_same_rate_on_every_day(name):
    window = window_for(RATES)
    day = window.first
    while day in window:
        slow = [rate for rate in all_rates() if rate.name == name and rate.valid_from <= day]
        assert rates_at(day, RATES)[name] == max(slow, key=lambda rate: rate.valid_from).value
        day += 9 * ONE_DAY


def test_no_rate_is_older_than_what_it_is_of():
    """The CQC has asked home care for fees by the number of people served since its scheme of 2018."""
    fees = [rate for rate in all_rates() if rate.name.startswith("cqc_homecare_fee")]
    assert len(fees) == 3 and {rate.valid_from for rate in fees} == {date(2018, 4, 1)}
