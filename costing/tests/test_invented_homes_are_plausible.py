from decimal import Decimal

import pytest

from costing.report import check_raw
from costing.synthetic import invented_market
from costing.synthetic.special_homes import GROUP, invented_owners
from costing.tests.returns import codes, raw_return


@pytest.fixture(scope="module")
def market():
    return invented_market("care_home", 15, seed=7)


@pytest.fixture(scope="module")
def reports(market):
    return [check_raw(raw_return("care_home", answers)) for answers in market]


def test_nothing_in_them_must_be_fixed_and_only_the_half_empty_one_is_asked_anything(reports):
    assert [codes(report) for report in reports] == [{"C02"} if i == 2 else set() for i in range(15)]
    assert all(report.is_accepted for report in reports)


def test_one_is_under_three_quarters_full(reports):
    under = [
        report.costs.drivers["occupancy"] for report in reports if report.costs.drivers["occupancy"] < Decimal("0.75")
    ]
    assert len(under) == 1


def test_some_have_no_nursing_and_the_others_have_all_four_categories(reports):
    columns = [tuple(report.costs.columns) for report in reports]
    assert columns.count(("residential", "residential_enhanced")) == 5
    assert columns.count(("residential", "residential_enhanced", "nursing", "nursing_enhanced")) == 10


def test_one_owner_has_three_of_them(market):
    owners = list(invented_owners(market).values())
    assert owners.count(GROUP) == 3
    assert len(set(owners)) == 13


def test_returns_are_given_in_both_ways():
    homes = invented_market("care_home", 40, seed=1)
    assert {home["roo_basis"] for home in homes} == {"markup", "per_resident_week"}
    assert {home["roc_basis"] for home in homes} == {"percent_of_value", "per_resident_week"}


def test_the_same_seed_gives_the_same_market_and_a_longer_one_begins_with_it(market):
    assert invented_market("care_home", 20, seed=7)[:15] == market
    assert invented_market("care_home", 15, seed=8) != market


def test_no_home_has_the_location_of_a_branch(market):
    branches = {answers["location_id"] for answers in invented_market("homecare", 60, seed=7)}
    assert not branches & {answers["location_id"] for answers in market}
