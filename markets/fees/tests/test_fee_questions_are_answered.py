"""What a council asks of a fee: size, floor, break-even, sensitivity, one tariff, two careworkers, a sub-contractor."""

from decimal import Decimal

import pytest

from markets.fees.domain.branch_size import break_even_hours, yearly_result
from markets.fees.domain.county_tariff import county_tariff
from markets.fees.domain.sensitivity import tornado
from markets.fees.domain.special_fees import (
    direct_cost_at_the_floor,
    double_handed_rate,
    expected_lead_fee,
    specialist_pair_rate,
    sub_contract,
)
from markets.fees.domain.wage_floor import effective_pay, fee_for_wage, highest_pay
from markets.fees.domain.zone_fee import rate_of, zone_fee
from markets.fees.tests.typed_fees import fee_1

INPUTS = fee_1()
MIXED = INPUTS.zones["mixed"]
PENNY = Decimal("0.01")


@pytest.mark.parametrize(("fee", "hours"), [("28.50", 643), ("30", 404), ("32.14", 264), ("24.10", None)])
def test_break_even_hours_depend_on_the_fee(fee: str, hours: int | None):
    found = break_even_hours(INPUTS, MIXED, Decimal(fee))
    assert (None if found is None else round(found)) == hours


def test_a_branch_with_a_margin_needs_more_hours():
    with_margin = break_even_hours(INPUTS, MIXED, Decimal(30), with_margin=True)
    assert with_margin is not None and with_margin > 404
    assert rate_of(INPUTS.but(hours_per_week=with_margin), MIXED) <= 30
    assert rate_of(INPUTS.but(hours_per_week=with_margin - 1), MIXED) > 30


def test_a_small_branch_loses_at_the_rate_of_a_larger_one():
    lost = yearly_result(INPUTS, MIXED, rate_of(INPUTS, MIXED), Decimal(250))
    assert round(lost) == -34_962


@pytest.mark.parametrize(("zone", "pay"), [("urban", "10.53"), ("mixed", "8.74"), ("rural", "6.03")])
def test_what_englands_mean_fee_carries(zone: str, pay: str):
    found = highest_pay(INPUTS, INPUTS.zones[zone], Decimal("24.10"))
    assert found is not None and found.quantize(PENNY) == Decimal(pay)


@pytest.mark.parametrize(
    ("fee", "carries"), [("28", "urban"), ("30", "urban mixed"), ("32.14", "urban mixed"), ("34", "urban mixed rural")]
)
def test_the_zones_in_which_a_fee_carries_the_floor(fee: str, carries: str):
    floors = {name: highest_pay(INPUTS, zone, Decimal(fee)) for name, zone in INPUTS.zones.items()}
    assert [name for name, pay in floors.items() if pay is not None and pay >= INPUTS.terms.nlw] == carries.split()


def test_a_fee_below_all_other_costs_carries_no_pay():
    assert highest_pay(INPUTS, MIXED, Decimal(3)) is None


def test_the_fee_for_a_wage_carries_that_wage():
    wage = Decimal("13.45")
    fee = fee_for_wage(INPUTS, MIXED, wage)
    paid = INPUTS.but(travel_pay=wage, waiting_pay=wage)
    found = highest_pay(paid, MIXED, fee)
    assert found is not None and abs(found - wage) < PENNY


def test_the_wage_test_has_two_bounds():
    bounds = effective_pay(INPUTS, MIXED)
    assert bounds.lower < bounds.upper < INPUTS.terms.pay
    assert effective_pay(INPUTS.but(waiting_pay=Decimal(0)), MIXED).falls_below(INPUTS.terms.nlw)


def test_the_tornado_of_the_mixed_zone():
    ranges = {
        "t": ("6.5", "11"),
        "mean_visit": ("40", "30"),
        "pay": ("12.21", "13.45"),
        "hours_per_week": ("1000", "500"),
        "w": ("0", "3"),
    }
    bars = tornado(INPUTS, MIXED, {key: (Decimal(low), Decimal(high)) for key, (low, high) in ranges.items()})
    rounded = {bar.key: (str(bar.at_low.quantize(PENNY)), str(bar.at_high.quantize(PENNY))) for bar in bars}
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    assert rounded == {
        "t": ("-1.04", "1.30"),
        "mean_visit": ("-0.94", "1.02"),
        "pay": ("-0.57", "1.25"),
        "hours_per_week": ("-0.73", "0.98"),
        "w": ("-0.78", "0.78"),
    }


def test_one_price_a_minute_keeps_each_zones_total():
    fees = {name: zone_fee(INPUTS, zone) for name, zone in INPUTS.zones.items()}
    one = county_tariff(INPUTS, fees, dict.fromkeys(fees, Decimal(100)))
    for name, fee in fees.items():
        assert abs(one.per_visit[name] * INPUTS.visits_per_hour + 60 * one.per_minute - fee.rate) < Decimal("0.000001")
    assert 0 < one.largest_error <= Decimal("0.09")


def test_two_careworkers_cost_twice_the_care_and_not_twice_the_office():
    lines = zone_fee(INPUTS, MIXED).lines
    twice = 2 * rate_of(INPUTS, MIXED)
    assert double_handed_rate(INPUTS, MIXED, Decimal(1)) == pytest.approx(twice)
    spared = INPUTS.priced((lines["variable"] + lines["fixed"]) / 4)
    assert double_handed_rate(INPUTS, MIXED, Decimal("0.75")) == pytest.approx(twice - spared)
    assert specialist_pair_rate(INPUTS, MIXED, Decimal(1)) == pytest.approx(twice - INPUTS.priced(lines["mileage"]))


def test_a_sub_contract_leaves_a_margin_and_may_not_carry_the_subs_own_cost():
    rural = INPUTS.zones["rural"]
    found = sub_contract(INPUTS.but(hours_per_week=Decimal(180)), rural, Decimal("25.20"), Decimal("21.90"))
    assert found.margin_per_hour == Decimal("3.30")
    assert found.margin_share.quantize(Decimal("0.000001")) == Decimal("0.130952")
    assert found.direct_cost.quantize(PENNY) == Decimal("25.50")
    assert not found.carries_direct_cost(Decimal("21.90"))
    assert direct_cost_at_the_floor(INPUTS, rural)["direct"] < zone_fee(INPUTS, rural).lines["direct"]


def test_a_lead_may_expect_less_where_a_share_waits_for_its_target():
    assert expected_lead_fee(Decimal(30), Decimal("0.05"), Decimal("0.6")) == Decimal("29.400")
