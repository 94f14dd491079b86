"""An uplift and the scenarios of 25 random markets (proof: 500) equal a twin's in fractions, to the last digits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from costing.forms import CURRENT
from costing.formulas.homecare import RATES
from costing.rates import rates_at
from reports.domain.inputs import Inputs
from reports.domain.price_document import price_parts, scenario_returns, uplifted_returns
from reports.domain.scenarios import ReturnScenario, crossed
from reports.domain.uplift import given_in
from reports.domain.uplift_terms import LineUplift, Uplift, plain_lines
from reports.tests.invented_inputs import pool, random_inputs
from reports.tests.plain_quantile import plain_quantile
from reports.tests.plain_uplift import fraction, plain_uplift, with_plain_sums

SEED = 20221101
NEAR = Fraction(1, 10**18)
DAYS = (date(2024, 4, 1), date(2025, 4, 1), date(2026, 4, 1))
SCENARIOS = {
    "homecare": crossed([Decimal("0.03"), Decimal("0.05")], []),
    "care_home": crossed([Decimal("0.05")], [Decimal("0.05"), Decimal("0.06")]),
}


def some_uplift(rng: Random, service: str) -> Uplift:
    since, to = rng.sample(DAYS, 2)
    lines = {}
    for line in plain_lines(CURRENT[service]):
        if line.key not in ("national_insurance", "pension"):
            values = (Decimal(rng.randrange(9000, 15000)) / 100 for _ in range(2))
            before, after = values
            lines[line.key] = LineUplift(rng.choice(("CPI", "")), since, before, to, after, "ONS")
    return Uplift(since, to, rates_at(to, RATES), lines)


def some_inputs(rng: Random, service: str) -> Inputs:
    by_hours = {
        costs.drivers.get("contact_hours_per_year", costs.drivers.get("occupancy")): answers
        for costs, answers in pool(service)
    }
    returns = tuple(
        replace(
            one,
            given=given_in(
                service, by_hours[one.costs.drivers.get("contact_hours_per_year", one.costs.drivers.get("occupancy"))]
            ),
        )
        for one in random_inputs(rng, service, rng.randint(1, 25))
    )
    uplift, rates = some_uplift(rng, service), rates_at(DAYS[0], RATES)
    inputs = Inputs("an exercise", service, "1", uplift.since, Decimal(52), rates, returns)
    return replace(inputs, uplift=uplift, scenarios=SCENARIOS[service])


@pytest.fixture(params=[25, pytest.param(500, marks=pytest.mark.proof)], scope="module")
def markets(request: pytest.FixtureRequest) -> list[Inputs]:
    rng = Random(SEED)
    return [some_inputs(rng, "care_home" if number % 5 == 4 else "homecare") for number in range(request.param)]


def assert_near(found: Decimal | None, expected: Fraction | None, what: object) -> None:
    if found is None or expected is None:
        assert found is None and expected is None, what
    else:
        assert abs(Fraction(found) - expected) < NEAR, what


def test_every_line_of_every_return(markets: list[Inputs]):
    for inputs in markets:
        form = CURRENT[inputs.service]
        for was, now in zip(inputs.returns, uplifted_returns(form, inputs.returns, inputs.uplift), strict=True):
            for column, expected in plain_uplift(form, was, inputs.uplift).items():
                for line, figure in expected.items():
                    assert_near(now.costs.columns[column][line], figure, (column, line))


def test_every_median_of_the_document(markets: list[Inputs]):
    for inputs in markets:
        form, part = CURRENT[inputs.service], price_parts(CURRENT[inputs.service], inputs)["uplift"]
        twins = [plain_uplift(form, one, inputs.uplift) for one in inputs.returns]
        for column in form.columns:
            for line in form.lines:
                values = [twin[column.key][line.key] for twin in twins if column.key in twin]
                there = [value for value in values if value is not None]
                cell = part["table"].get(column.key, {}).get(line.key, {"n": 0, "median": None})
                assert cell["n"] == len(there)
                expected = plain_quantile(there, Fraction(1, 2)) if there else None
                assert_near(cell["median"] and Decimal(cell["median"]), expected, (column.key, line.key))


def plain_scenario(inputs: Inputs, one, column: str, scenario: ReturnScenario) -> dict[str, Fraction | None]:
    form = CURRENT[inputs.service]
    lines = {line.key: fraction(one.costs.columns[column][line.key]) for line in plain_lines(form)}
    if scenario.roc is not None:
        value = Fraction(one.given["freehold_value_per_bed"] or 0)
        lines["return_on_capital"] = (
            value * Fraction(scenario.roc) / Fraction(365, 7) / Fraction(one.costs.drivers["occupancy"]) or None
        )
    cost = [value for key, value in lines.items() if not key.startswith("return_")]
    lines["return_on_operations"] = None if None in cost else sum(cost) * Fraction(scenario.roo)
    return with_plain_sums(form, lines)


def test_every_line_of_every_scenario(markets: list[Inputs]):
    for inputs in markets:
        form = CURRENT[inputs.service]
        for scenario in inputs.scenarios:
            found = scenario_returns(form, inputs.returns, scenario, inputs)
            for was, now in zip(inputs.returns, found, strict=True):
                for column in was.costs.columns:
                    for line, figure in plain_scenario(inputs, was, column, scenario).items():
                        assert_near(now.costs.columns[column][line], figure, (scenario.name, column, line))


def test_a_scenario_of_an_uplift_stands_beside_it(markets: list[Inputs]):
    part = price_parts(CURRENT["care_home"], markets[4])
    assert [one["name"] for one in part["scenarios"]] == ["ROO 5 %, ROC 5 %", "ROO 5 %, ROC 6 %"]
    assert all({"table", "totals", "uplifted"} <= one.keys() for one in part["scenarios"])
