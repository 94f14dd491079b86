"""The tariff: £ a visit and £ a minute, on which the cost of a visit of any length lies exactly."""

import json
from decimal import Decimal
from random import Random

import pytest

from costing.formulas.costs import Costs, VisitTariff, tariff_through
from costing.formulas.homecare import VISIT_MINUTES
from costing.report import check_raw
from costing.serialisation import costs_document, costs_from
from costing.synthetic import invented_market
from costing.tests.returns import raw_return, report_on

SMALLEST = Decimal("0.0001")
ON_COSTS = ({"ni_basis": "actual", "ni_cost": "21000"}, {"pension_basis": "actual", "pension_cost": "9000"}, {})
RETURNS = (
    {"roo_basis": "markup", "roo_percent": "0.05"},
    {"roo_basis": "margin", "roo_percent": "0.04"},
    {"roo_basis": "per_hour", "roo_gbp": "1.10"},
)


def invented_costs(count: int, seed: int = 12) -> list[Costs]:
    """Costs of random returns, on every basis of NI, pension and return on operations."""
    rng, found = Random(seed), []
    for answers in invented_market("homecare", count, seed=seed):
        report = check_raw(raw_return("homecare", answers | rng.choice(ON_COSTS) | rng.choice(RETURNS)))
        assert report.costs is not None
        found.append(report.costs)
    return found


def residuals(costs: Costs) -> list[Decimal]:
    assert costs.tariff is not None
    rates = {Decimal(length): rate.per_visit for length, rate in costs.visit_rates.items() if rate}
    assert rates
    return [abs(costs.tariff.cost_of(length) - per_visit) for length, per_visit in rates.items()]


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.proof)])
def test_every_visit_costs_what_the_tariff_says(count: int):
    largest = max(residual for costs in invented_costs(count) for residual in residuals(costs))
    print(f"\nlargest residual of {count} random returns: £{largest:.2g}")
    assert largest < SMALLEST


def test_a_visit_costs_more_than_its_minutes_where_travel_is_paid():
    tariff = report_on("homecare_1").costs.tariff
    assert tariff.per_visit > 0
    assert 0 < tariff.per_minute * 60 < report_on("homecare_1").costs.columns["homecare"]["total"]


def test_without_travel_a_visit_costs_its_minutes_alone():
    costs = report_on("homecare_1", travel_minutes_per_visit="0", miles_per_visit="0").costs
    assert abs(costs.tariff.per_visit) < SMALLEST
    assert abs(costs.tariff.per_minute * 60 - costs.columns["homecare"]["total"]) < SMALLEST


def test_it_is_there_without_a_visit_of_the_usual_lengths():
    usual = {f"visits_{k}": "0" for k in VISIT_MINUTES}
    costs = report_on("homecare_1", **usual, visits_other="200", minutes_other="20").costs
    assert costs.visit_rates == {}
    assert costs.tariff is not None


def test_a_line_without_a_figure_leaves_it_undefined():
    assert report_on("homecare_1", it_cost="n/a").costs.tariff is None


def test_homes_have_none():
    assert report_on("care_home_1").costs.tariff is None


def test_what_was_stored_before_there_was_one_gets_it_from_two_lengths():
    costs = report_on("homecare_1").costs
    stored = json.loads(json.dumps(costs_document(costs)))
    assert costs_from(stored).tariff == costs.tariff
    del stored["tariff"]
    assert max(residuals(costs_from(stored))) < SMALLEST
    assert abs(costs_from(stored).tariff.per_visit - costs.tariff.per_visit) < SMALLEST


def test_one_length_alone_tells_no_line():
    rates = report_on("homecare_1").costs.visit_rates
    assert tariff_through(dict([next(iter(rates.items()))])) is None
    assert tariff_through({"30": None, "45": None}) is None
    assert isinstance(tariff_through(rates), VisitTariff)
