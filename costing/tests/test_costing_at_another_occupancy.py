"""Occupancy normalisation on figures worked out by hand: 14 residents in 20 beds are 70 %, and the target is 87.5 %."""

from decimal import Decimal as D

import pytest

from costing.forms.care_home import CARE_HOME
from costing.forms.homecare import HOMECARE
from costing.formulas.occupancy import normalised
from costing.tests.homes import costs_of, pounds
from costing.tests.returns import report_on

TARGET = D("0.875")
# £10 of food (not fixed at all), £10 of insurance (wholly fixed), £10 of energy (fixed to 0.8).
COSTS = {"food_cost": "7300", "insurance_cost": "7300", "utilities_cost": "7300"}
SHARES = {
    **{"roo_basis": "markup", "roo_percent": "0.05"},
    **{"roc_basis": "percent_of_value", "freehold_value_per_bed": "73000", "roc_percent": "0.05"},
}


def at_target(target: D = TARGET, **changed: str):
    lines = normalised(costs_of(**changed), target=target, form=CARE_HOME).columns["residential"]
    return {line: pounds(amount) for line, amount in lines.items()}


def test_a_fuller_home_spreads_what_is_fixed_over_more_residents():
    """70 / 87.5 is 0.8. Food stays at £10; insurance falls to £8; of energy 0.2 stay and 0.8 fall to 0.64: £8.40."""
    lines = at_target(**COSTS)
    assert (lines["food"], lines["insurance"], lines["utilities"]) == (10, 8, D("8.4"))
    assert lines["supplies_costs"] == D("26.4")


def test_a_percentage_return_on_operations_is_worked_out_afresh():
    """5 % of £30 was £1.50; 5 % of £26.40 is £1.32."""
    assert pounds(costs_of(**COSTS, **SHARES).columns["residential"]["return_on_operations"]) == D("1.5")
    assert at_target(**COSTS, **SHARES)["return_on_operations"] == D("1.32")


def test_a_percentage_return_on_capital_is_that_of_the_target():
    """£70 a week for a bed: 70 % of the beds must earn £100 each, 87.5 % of them £80."""
    lines = at_target(**COSTS, **SHARES)
    assert lines["return_on_capital"] == 80
    assert lines["total"] == D("26.4") + D("1.32") + 80


def test_returns_given_in_pounds_stay():
    """£42.50 and £61 for a resident and week were given as such; only the cost falls, from £30 to £26.40."""
    lines = at_target(**COSTS, roo_gbp="42.50", roc_gbp="61")
    assert (lines["return_on_operations"], lines["return_on_capital"]) == (D("42.5"), 61)
    assert lines["total"] == D("129.9")


@pytest.mark.parametrize("target", ["0.7", "0.6"])
def test_a_home_at_or_above_the_target_stays_as_it_is(target):
    costs = costs_of(**COSTS, **SHARES)
    assert normalised(costs, target=D(target), form=CARE_HOME) == costs


def test_staff_for_each_resident_are_not_fixed_and_the_manager_is():
    """Care staff and cooks stay; the manager of £10 is spread over a quarter more residents: £8."""
    lines = at_target(care_staff_cost="73000", chefs_cooks_cost="7300", service_management_cost="7300")
    assert (lines["care_staff"], lines["chefs_cooks"], lines["service_management"]) == (100, 10, 8)


def test_what_is_undefined_stays_undefined():
    lines = at_target(**(COSTS | {"food_cost": "n/a"}), **SHARES)
    undefined = {line for line, amount in lines.items() if amount is None}
    assert undefined == {"food", "supplies_costs", "return_on_operations", "total"}
    assert lines["insurance"] == 8


def test_the_occupancy_itself_is_still_the_home_s_own():
    assert normalised(costs_of(**COSTS), target=TARGET, form=CARE_HOME).drivers == {"occupancy": D("0.7")}


def test_every_column_of_a_real_return_adds_up_again():
    costs = normalised(report_on("care_home_1").costs, target=D(1), form=CARE_HOME)
    for lines in costs.columns.values():
        sums = ("staffing_costs", "premises_costs", "supplies_costs", "head_office_costs")
        operating = sum(lines[key] for key in sums)
        assert abs(lines["return_on_operations"] - operating * D("0.05")) < D("1e-20")
        returns = lines["return_on_operations"] + lines["return_on_capital"]
        assert abs(lines["total"] - operating - returns) < D("1e-20")


def test_home_care_has_no_occupancy_to_normalise():
    costs = report_on("homecare_1").costs
    assert normalised(costs, target=TARGET, form=HOMECARE) == costs


@pytest.mark.parametrize("target", ["0", "-0.5", "1.01", "90"])
def test_a_target_is_a_share_of_beds(target):
    with pytest.raises(ValueError, match="target occupancy"):
        normalised(costs_of(), target=D(target), form=CARE_HOME)
