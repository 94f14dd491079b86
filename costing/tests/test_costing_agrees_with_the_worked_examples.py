from decimal import Decimal

import pytest

from costing.report import check_raw
from costing.synthetic import invented_market
from costing.tests.plain_care_home import plain_care_home
from costing.tests.plain_homecare import plain_homecare
from costing.tests.returns import (
    every_example,
    example,
    expected_columns,
    raw_return,
    report_on,
)

TOLERANCE = Decimal("0.00005")


def close(ours, theirs):
    return ours is None if theirs is None else abs(ours - Decimal(theirs)) <= TOLERANCE


@pytest.mark.parametrize("name", every_example())
def test_every_line_of_every_column_is_right(name):
    columns, expected = report_on(name).costs.columns, expected_columns(name)
    assert list(columns) == list(expected)
    for column, figures in expected.items():
        assert set(columns[column]) == set(figures)
        assert [line for line, figure in figures.items() if not close(columns[column][line], figure)] == []


@pytest.mark.parametrize("name", every_example())
def test_every_driver_is_right_and_each_visit_length_is_there(name):
    expected, costs = example(name)["expected"], report_on(name).costs
    assert [key for key, figure in expected["drivers"].items() if not close(costs.drivers[key], figure)] == []
    assert set(costs.visit_rates) == set(expected.get("visit_rates", {}))


@pytest.mark.parametrize("name", ["homecare_1", "homecare_3"])
def test_visit_rates_are_right(name):
    rates = report_on(name).costs.visit_rates
    for minutes, figures in example(name)["expected"]["visit_rates"].items():
        assert close(rates[minutes].per_hour, figures["per_hour"])
        assert close(rates[minutes].per_visit, figures["per_visit"])


def test_a_running_cost_that_cannot_be_given_leaves_sums_undefined_and_not_smaller():
    report = report_on("homecare_2")
    lines = report.costs.columns["homecare"]
    undefined = {key for key, amount in lines.items() if amount is None}
    assert undefined == {"marketing", "business_costs", "return_on_operations", "total"}
    assert set(report.costs.visit_rates.values()) == {None}


def test_a_return_on_operations_in_pounds_stays_where_the_total_is_undefined():
    lines = report_on("homecare_3", ppe_cost="n/a").costs.columns["homecare"]
    assert lines["return_on_operations"] == Decimal("1.35")
    assert lines["careworker_costs"] is None
    assert lines["total"] is None


def test_visits_of_one_length_each_weighted_by_hours_give_the_total_again():
    report = report_on("homecare_1")
    hours = {"15": 100 * 15, "30": 900 * 30, "45": 250 * 45, "60": 150 * 60}
    weighted = sum(report.costs.visit_rates[k].per_hour * h for k, h in hours.items()) / sum(hours.values())
    assert abs(weighted - report.costs.columns["homecare"]["total"]) < Decimal("1e-20")


TWINS = {"homecare": lambda answers: {"homecare": plain_homecare(answers, "0.1505", "9100")}}
TWINS["care_home"] = plain_care_home


@pytest.mark.parametrize("service", TWINS)
def test_a_plain_twin_agrees_on_a_whole_invented_market(service):
    for answers in invented_market(service, 60, seed=11):
        columns, twin = check_raw(raw_return(service, answers)).costs.columns, TWINS[service](answers)
        assert set(columns) == set(twin)
        for column, lines in twin.items():
            assert {k: v for k, v in lines.items() if abs(columns[column][k] - v) > Decimal("1e-18")} == {}
            assert set(lines) == set(columns[column])
