"""The digest of a calculation's inputs: the same for the same, another for whatever moves a figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from costing.forms.homecare import HOMECARE
from costing.formulas.costs import Costs, VisitRate, VisitTariff
from reports.domain.inputs import Inputs, ReturnInputs, return_costs, without
from reports.tests.invented_returns import random_returns


def one(i: int) -> ReturnInputs:
    made = random_returns(Random(i), 1)[0]
    costs = Costs(made.columns, {"contact_hours_per_week": Decimal(i)}, {"30": VisitRate(Decimal(20), Decimal(10))})
    return ReturnInputs(f"version {i}", f"1-{i}", f"owner {i}", costs, Decimal("12.50"), {"mileage_rate": None})


INPUTS = Inputs(
    exercise="an exercise",
    service="homecare",
    form_version="1",
    price_date=date(2026, 4, 1),
    weeks=Decimal(52),
    rates={"national_living_wage": Decimal("12.71")},
    returns=tuple(one(i) for i in range(3)),
    left_out=("a", "b"),
)


def with_return(**changes: object) -> Inputs:
    return replace(INPUTS, returns=(replace(INPUTS.returns[0], **changes), *INPUTS.returns[1:]))


def with_costs(**changes: object) -> Inputs:
    return with_return(costs=replace(INPUTS.returns[0].costs, **changes))


SAME = {
    "another order of returns": replace(INPUTS, returns=INPUTS.returns[::-1]),
    "another order of what is left out": replace(INPUTS, left_out=("b", "a")),
    "zeros behind": replace(INPUTS, weeks=Decimal("52.000")),
    "a weight with fewer zeros": with_return(weight=Decimal("12.5")),
}
OTHER = {
    "another exercise": replace(INPUTS, exercise="another"),
    "another form": replace(INPUTS, form_version="2"),
    "another method": replace(INPUTS, method="2"),
    "another price date": replace(INPUTS, price_date=date(2026, 4, 2)),
    "another number of weeks": replace(INPUTS, weeks=Decimal("52.1")),
    "an occupancy": replace(INPUTS, occupancy_target=Decimal("0.9")),
    "another rate": replace(INPUTS, rates={"national_living_wage": Decimal("12.72")}),
    "a return less": replace(INPUTS, returns=INPUTS.returns[1:]),
    "another version": with_return(version="another"),
    "another owner": with_return(owner="another"),
    "another location": with_return(location="another"),
    "another weight": with_return(weight=Decimal("12.51")),
    "a line left out": with_return(lines_left_out=frozenset({"mileage"})),
    "an answer shown beside it": with_return(asked={"mileage_rate": Decimal("0.35")}),
    "a driver": with_costs(drivers={}),
    "a tariff": with_costs(tariff=VisitTariff(Decimal(2), Decimal("0.3"))),
    "a group": with_return(breakdown={"zone": "North"}),
    "visits a week": with_return(appointments={"30": Decimal(7)}),
    "a visit-length rate": with_costs(visit_rates={}),
    "a cost in the last digit": with_costs(
        columns={
            column: {**costs, "total": (costs["total"] or 0) + Decimal("1e-24")}
            for column, costs in INPUTS.returns[0].costs.columns.items()
        }
    ),
    "one left out less": replace(INPUTS, left_out=("a",)),
}


@pytest.mark.parametrize("what", SAME)
def test_the_same_inputs_have_the_same_digest(what: str):
    assert SAME[what].sha256 == INPUTS.sha256


@pytest.mark.parametrize("what", OTHER)
def test_other_inputs_have_another_digest(what: str):
    assert OTHER[what].sha256 != INPUTS.sha256


def test_a_digest_of_the_first_method_is_what_it_was():
    """Or no release could be drafted from a calculation that was made before there were groups and visits."""
    before = "aa18bea936845a24d20ce3af120d41d9cd1726ebb0e72da8c8dffdff519fb059"
    assert replace(INPUTS, method="2026.1").sha256 == before
    assert replace(OTHER["a group"], method="2026.1").sha256 == before


def undefined(*left_out: str) -> set[str]:
    costs = random_returns(Random(1), 1)[0].columns["homecare"]
    return {key for key, amount in without(HOMECARE, costs, frozenset(left_out)).items() if amount is None}


def test_a_line_left_out_leaves_the_sums_above_it_undefined():
    assert undefined() == set()
    assert undefined("mileage") == {"mileage", "careworker_costs", "return_on_operations", "total"}
    assert undefined("it", "ppe") == {
        "it",
        "ppe",
        "careworker_costs",
        "business_costs",
        "return_on_operations",
        "total",
    }


def test_a_return_on_operations_left_out_spoils_the_total_alone():
    assert undefined("return_on_operations") == {"return_on_operations", "total"}


def test_the_statistics_get_the_return_without_it():
    given = replace(one(1), lines_left_out=frozenset({"mileage"}))
    made = return_costs(HOMECARE, given)
    assert (made.provider, made.owner, made.weight) == ("1-1", "owner 1", Decimal("12.50"))
    assert made.columns["homecare"]["mileage"] is None
    assert made.columns["homecare"]["holiday"] == given.costs.columns["homecare"]["holiday"]
