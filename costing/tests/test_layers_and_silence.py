from dataclasses import replace
from decimal import Decimal

from costing.exercise_requirements import ExerciseRequirements
from costing.findings import Layer, Severity
from costing.reader.raw_return import RawReturn
from costing.report import check_raw
from costing.tests.returns import (
    codes,
    example,
    raw_return,
    report_on,
)


def test_a_return_without_a_fault_reaches_the_last_layer():
    report = report_on("homecare_1")
    assert (report.layer, report.is_accepted) == (Layer.PLAUSIBILITY, True)


def test_the_layer_reached_is_the_first_with_something_to_fix():
    assert report_on("homecare_1", location_id="12").layer == Layer.IDENTITY
    assert report_on("homecare_1", careworkers="").layer == Layer.TYPES
    assert report_on("homecare_1", share_nhs="0.5").layer == Layer.ARITHMETIC
    assert report_on("homecare_1", holiday_weeks="8").layer == Layer.PLAUSIBILITY


def test_all_faults_are_shown_at_once_and_not_only_the_first():
    report = report_on("homecare_1", location_id="12", careworkers="", share_nhs="0.5", holiday_weeks="8")
    assert {"R01", "R03", "R05", "H07"} <= codes(report)


def test_nothing_is_said_of_what_only_follows_from_a_cell_already_reported():
    report = report_on("homecare_1", basic_pay_rate="1020")
    assert codes(report) == {"R04"}
    assert report.costs is None


def test_a_share_that_cannot_be_read_does_not_also_spoil_the_sum():
    assert codes(report_on("homecare_1", share_nhs="some")) == {"R04"}


def test_a_week_s_hours_for_a_year_s_are_one_slip_and_not_twenty():
    report = report_on("homecare_1", contact_hours_period="812.5")
    assert {f.key for f in report.findings} == {"contact_hours_period"}
    slip = next(f for f in report.findings if f.code == "P02")
    assert Decimal(slip.guess) == 42250


def test_a_year_s_visits_for_a_week_s_are_found_in_the_visits():
    visits = {"visits_15": "5200", "visits_30": "46800", "visits_45": "13000", "visits_60": "7800"}
    report = report_on("homecare_1", **visits)
    assert [(f.code, f.key, f.guess) for f in report.findings] == [("P02", "visits_30", "900")]


def test_an_answer_that_nobody_needs_is_not_held_against_the_provider():
    assert codes(report_on("homecare_1", minutes_other="0", pension_cost="-")) <= {"N01"}


def test_explanations_do_not_block_acceptance_but_faults_do():
    assert report_on("homecare_1", holiday_weeks="8").is_accepted
    assert not report_on("homecare_1", careworkers="0").is_accepted


def test_an_unknown_template_is_said_once_and_not_as_ninety_blanks():
    report = check_raw(RawReturn("", "", "", False, {}))
    assert [(f.code, f.severity) for f in report.findings] == [("R02", Severity.MUST_FIX)]
    assert report.layer == Layer.IDENTITY


def test_another_version_says_that_it_is_not_in_use():
    report = check_raw(RawReturn("homecare", "0", "", False, {}))
    assert "not in use" in report.findings[0].message


def test_an_empty_workbook_misses_only_what_is_required():
    report = check_raw(raw_return("homecare", {}), ExerciseRequirements())
    assert codes(report) == {"R03"}
    assert {"completed_by_phone", "own_total", "minutes_other"}.isdisjoint({f.key for f in report.findings})


def test_an_optional_question_whose_cell_is_lost_is_said_to_count_as_blank():
    raw = raw_return("homecare", example("homecare_1")["answers"])
    cells = {key: cell for key, cell in raw.cells.items() if key != "own_total"}
    report = check_raw(replace(raw, cells=cells, missing=frozenset({"own_total"})))
    assert [(f.code, f.key) for f in report.findings] == [("N05", "own_total")]
    assert report.is_accepted
