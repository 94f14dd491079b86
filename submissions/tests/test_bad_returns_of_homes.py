"""What goes wrong in homes' returns is said where it is, once, and never ends in a column that means nothing."""

from decimal import Decimal as D

import pytest

from costing.bands import default_bands, slip_bands
from costing.exercise_requirements import ExerciseRequirements
from costing.findings import Layer, Severity
from costing.forms.care_home import CARE_HOME
from costing.formulas.care_home import COST_LINES
from costing.tests.returns import codes, report_on
from submissions.domain.reasons import reasons_for


def found(report):
    return [(finding.code, finding.key) for finding in report.findings]


def test_a_category_with_a_cost_and_hours_but_no_residents_has_no_column():
    report = report_on("care_home_1", occupied_residential="0", own_total_residential="748.33")
    assert "residential" not in report.costs.columns
    assert ("R07", "own_total_residential") in found(report)
    assert next(f for f in report.findings if f.code == "R07").message.endswith("there is nobody in this category.")


def test_an_own_total_of_nothing_for_a_category_without_residents_is_no_fault():
    assert "R07" not in codes(report_on("care_home_2", own_total_nursing="0"))


def test_residents_without_any_care_are_to_be_put_right_and_nothing_is_costed():
    report = report_on("care_home_1", care_hours_residential="0")
    assert found(report) == [("R09", "care_hours_residential")]
    assert (report.costs, report.layer, report.is_accepted) == (None, Layer.ARITHMETIC, False)


def test_more_residents_than_beds_is_said_with_the_occupancy_and_nothing_is_costed():
    report = report_on("care_home_1", occupied_residential="18")
    [finding] = report.findings
    assert (finding.code, finding.key, finding.severity) == ("C01", "active_beds", Severity.MUST_FIX)
    assert "105 %" in finding.message
    assert report.costs is None


def test_a_full_home_is_no_fault():
    assert "C01" not in codes(report_on("care_home_1", occupied_residential="16"))


def test_nursing_cost_without_nursing_hours_is_one_fault_and_not_four():
    report = report_on("care_home_1", nurse_hours_nursing="0", nurse_hours_nursing_enhanced="0")
    assert found(report) == [("C04", "nursing_staff_cost")]


def test_nursing_hours_without_a_nursing_cost_are_the_reverse_of_it():
    assert found(report_on("care_home_1", nursing_staff_cost="0")) == [("C04", "nursing_staff_cost")]


def test_a_nursing_cost_that_cannot_be_given_disagrees_with_nothing():
    report = report_on("care_home_1", nursing_staff_cost="n/a")
    assert report.findings == ()
    assert {lines["total"] for lines in report.costs.columns.values()} == {None}


def test_a_share_of_a_freehold_value_that_is_missing_cannot_be_worked_out():
    report = report_on("care_home_1", freehold_value_per_bed="")
    assert found(report) == [("R03", "freehold_value_per_bed")]
    assert report.costs is None


def test_a_return_on_capital_in_pounds_asks_for_no_freehold_value():
    pounds = {"roc_basis": "per_resident_week", "roc_gbp": "80", "roc_percent": "", "freehold_value_per_bed": ""}
    assert report_on("care_home_1", **pounds).findings == ()


def test_a_year_of_twelve_weeks_is_to_be_put_right_and_not_stretched():
    report = report_on("care_home_1", period_end="2021-06-23")
    assert found(report) == [("R06", "period_end")]
    assert "84 days" in report.findings[0].message
    assert report.costs is None


def test_a_group_s_workbook_for_the_wrong_home_names_both():
    invited = ExerciseRequirements(service="care_home", location_id="1-200000007", location_name="Harbour House")
    report = report_on("care_home_1", invited)
    assert found(report) == [("R01", "location_id")]
    assert report.layer == Layer.IDENTITY
    assert "1-200000001" in report.findings[0].message and "Harbour House" in report.findings[0].message


def test_a_home_without_nursing_is_asked_nothing_about_nurses():
    report = report_on("care_home_2", rent_cost="")
    assert report.findings == ()
    assert report_on("care_home_2", rent_cost="", fnc_deducted="yes").findings == ()


def test_a_home_with_nobody_in_the_exercise_is_told_so_once():
    nobody = dict.fromkeys(("occupied_residential", "occupied_residential_enhanced"), "0")
    assert found(report_on("care_home_2", rent_cost="", **nobody)) == [("R09", "occupied_residential")]


@pytest.mark.parametrize(
    ("changed", "is_raised"),
    [
        ({"active_beds": "48", "registered_beds": "48"}, False),
        ({"active_beds": "49", "registered_beds": "49"}, True),
    ],
)
def test_three_quarters_of_the_beds_are_enough(changed, is_raised):
    assert ("C02" in codes(report_on("care_home_1", **changed))) == is_raised


def test_bands_of_an_exercise_take_the_place_of_the_defaults():
    strict = ExerciseRequirements(bands={"occupancy": default_bands("care_home")["occupancy"].scaled(D("1.25"))})
    assert "C02" in codes(report_on("care_home_1", strict))


def test_a_month_s_cost_for_a_year_s_is_found_in_every_line():
    """Of each line of the example that costs anything: a twelfth is not usual, and the whole year's cost is guessed."""
    for line in COST_LINES:
        year = report_on("care_home_1").answers.number(f"{line}_cost")
        if not year:
            continue
        report = report_on("care_home_1", **{f"{line}_cost": str(round(year / 12))})
        slip = [f for f in report.findings if (f.code, f.key) == ("P02", f"{line}_cost")]
        assert [abs(D(f.guess) / year - 1) < D("0.01") for f in slip] == [True], line


def test_every_line_has_its_slip_band_and_every_question_asked_its_reasons():
    assert {f"{line}_cost" for line in COST_LINES} <= {slip.key for slip in slip_bands("care_home")}
    assert {slip.key for slip in slip_bands("care_home")} <= set(CARE_HOME.by_key)
    for code in ("C02", "C03", "C05", "C06", "C07", "C08", "C10", "C11", "C12", "C13"):
        assert any(reason.value not in ("checked", "estimate", "one_off", "other") for reason in reasons_for(code))
