"""Each rule of a home's costing on figures that can be followed without a computer; £10.00 is £7,300 a year."""

from decimal import Decimal as D

from costing.tests.homes import costs_of, pounds


def residential(line: str, **changed: str):
    return pounds(costs_of(**changed).columns["residential"][line])


def test_a_cost_is_spread_over_all_residents_and_weeks():
    """£7,300 of food in a year is £140 a week (7,300 ÷ 365 × 7); for 14 residents £10 each."""
    assert residential("food", food_cost="7300") == 10
    assert residential("supplies_costs", food_cost="7300", ppe_cost="3650") == 15


def test_residents_outside_the_exercise_share_the_costs_and_have_no_column():
    """14 more residents whom somebody else pays for: the same £140 a week is now £5 each."""
    costs = costs_of(food_cost="7300", occupied_other="14", care_hours_other="20", active_beds="28")
    assert list(costs.columns) == ["residential"]
    assert pounds(costs.columns["residential"]["food"]) == 5


def test_each_line_rises_by_its_own_uplift():
    """Food rises by 10 % (£10 to £11), insurance by half (£10 to £15), and cleaning not at all."""
    rises = {"food_cost": "7300", "food_uplift": "0.10", "insurance_cost": "7300", "insurance_uplift": "0.5"}
    lines = costs_of(**rises, cleaning_supplies_cost="7300").columns["residential"]
    assert [pounds(lines[line]) for line in ("food", "insurance", "cleaning_supplies")] == [11, 15, 10]
    assert pounds(lines["supplies_costs"]) == 36


def test_prices_may_also_have_fallen():
    """A fifth less: £10 becomes £8."""
    assert residential("utilities", utilities_cost="7300", utilities_uplift="-0.2") == 8


def test_the_days_of_the_cost_year_are_counted_with_both_ends():
    """From 1 April 2023 to 31 March 2024 are 366 days: £7,320 in them is £20 a day, as £7,300 is in 365."""
    leap = {"period_start": "2023-04-01", "period_end": "2024-03-31"}
    assert residential("food", food_cost="7320", **leap) == 10


def test_care_staff_are_shared_out_by_hours():
    """£182,500 a year is £3,500 a week. 10 residents of 20 hours and 5 of 30 are 350 hours, so £10 an hour:
    £200 for one who needs 20 hours and £300 for one who needs 30."""
    hours = {
        "occupied_residential": "10",
        "occupied_residential_enhanced": "5",
        "care_hours_residential_enhanced": "30",
    }
    costs = costs_of(care_staff_cost="182500", **hours)
    assert pounds(costs.columns["residential"]["care_staff"]) == 200
    assert pounds(costs.columns["residential_enhanced"]["care_staff"]) == 300
    assert pounds(costs.workings["care_staff_per_hour"]) == 10


def test_nursing_staff_are_a_cost_of_those_with_nursing_alone():
    """£73,000 a year is £1,400 a week; 7 residents of 10 nurse hours are 70 hours, so £20 an hour and £200 each."""
    nursing = {"occupied_nursing": "7", "care_hours_nursing": "22", "nurse_hours_nursing": "10", "active_beds": "21"}
    costs = costs_of(nursing_staff_cost="73000", **nursing)
    assert pounds(costs.columns["nursing"]["nursing_staff"]) == 200
    assert costs.columns["residential"]["nursing_staff"] == 0
    assert pounds(costs.workings["nursing_staff_per_hour"]) == 20


def test_without_any_nurse_hours_nursing_staff_cost_nothing():
    assert residential("nursing_staff") == 0


def test_a_markup_is_a_share_of_the_operating_cost():
    """Food of £10 and management of £30 make £40; 5 % of it is £2, and £42 in all."""
    costs = {"food_cost": "7300", "service_management_cost": "21900", "roo_basis": "markup", "roo_percent": "0.05"}
    assert residential("return_on_operations", **costs) == 2
    assert residential("total", **costs) == 42


def test_a_return_on_operations_in_pounds_is_taken_as_it_is():
    """£42.50 for a resident and week, whatever the rest costs; a share left beside it counts for nothing."""
    given = {"roo_gbp": "42.50", "roo_percent": "0.05", "food_cost": "7300"}
    assert residential("return_on_operations", **given) == D("42.5")
    assert residential("total", **given) == D("52.5")


def test_a_markup_does_not_count_the_return_on_capital():
    """5 % of £10 of food is 50 pence, though £61 of return on capital stand beside it."""
    given = {"food_cost": "7300", "roo_basis": "markup", "roo_percent": "0.05", "roc_gbp": "61"}
    assert residential("return_on_operations", **given) == D("0.5")
    assert residential("total", **given) == D("71.5")


CAPITAL = {"roc_basis": "percent_of_value", "freehold_value_per_bed": "73000", "roc_percent": "0.05"}


def test_a_share_of_the_freehold_value_is_earned_by_the_beds_that_are_occupied():
    """5 % of £73,000 is £3,650 a year or £70 a week for each bed; 14 of 20 beds (70 %) must earn it: £100 each."""
    assert residential("return_on_capital", **CAPITAL) == 100


def test_a_return_on_capital_in_pounds_is_taken_as_it_is():
    """£61 for a resident and week; neither a freehold value nor the occupancy moves it."""
    assert residential("return_on_capital", roc_gbp="61", freehold_value_per_bed="73000") == 61


def test_rent_is_never_added():
    """£120,000 of rent changes no figure."""
    assert costs_of(**CAPITAL, rent_cost="120000").columns == costs_of(**CAPITAL).columns


def test_a_cost_that_cannot_be_given_leaves_its_line_and_the_sums_above_it_undefined():
    """Food is n/a: no supplies, no total, and no mark-up on what is not known; all else stands."""
    lines = costs_of(food_cost="n/a", ppe_cost="7300", roo_basis="markup", roo_percent="0.05").columns["residential"]
    undefined = {line for line, amount in lines.items() if amount is None}
    assert undefined == {"food", "supplies_costs", "return_on_operations", "total"}
    assert pounds(lines["ppe"]) == 10


def test_a_return_in_pounds_stays_where_the_total_is_undefined():
    lines = costs_of(care_staff_cost="n/a", roo_gbp="42.50").columns["residential"]
    assert {line for line, amount in lines.items() if amount is None} == {"care_staff", "staffing_costs", "total"}
    assert lines["return_on_operations"] == D("42.50")


def test_occupancy_is_residents_over_active_beds():
    """14 of 20 beds are 70 %; beds that are registered and not open do not count."""
    assert costs_of(registered_beds="30").drivers == {"occupancy": D("0.7")}
