from datetime import date
from decimal import Decimal

import pytest

from costing.checks import CATALOGUE, SLIP_CHECKS
from costing.exercise_requirements import ExerciseRequirements
from costing.findings import Audience, Severity
from costing.forms import CURRENT, SERVICES
from costing.market_checks import with_notes_across
from costing.tests.returns import codes, every_example, report_on

YEARLY_VISITS = {"visits_15": "5200", "visits_30": "46800", "visits_45": "13000", "visits_60": "7800"}
NOT_INVITED = ExerciseRequirements(location_id="1-200000002", location_name="Elm Home Care")
NOT_ACTIVE = ExerciseRequirements(location_fault="This location is no longer active.")

# code → answers that must raise it in the first example; every code of a service's catalogue stands in its table.
HOMECARE = [
    ("R01", {"location_id": "123"}, ExerciseRequirements()),
    ("R01", {}, NOT_INVITED),
    ("R01", {}, NOT_ACTIVE),
    ("R02", {}, ExerciseRequirements(price_date=date(2023, 4, 1))),
    ("R02", {}, ExerciseRequirements(service="care_home")),
    ("R03", {"branch_name": ""}, ExerciseRequirements()),
    ("R03", {"visits_other": "4"}, ExerciseRequirements()),
    ("R03", {"ni_basis": "actual"}, ExerciseRequirements()),
    ("R04", {"careworkers": "about forty"}, ExerciseRequirements()),
    ("R04", {"service_users": "95.5"}, ExerciseRequirements()),
    ("R04", {"mileage_rate": "35"}, ExerciseRequirements()),
    ("R05", {"share_nhs": "0.09"}, ExerciseRequirements()),
    ("R05", {"pay_share_weekday": "0.71"}, ExerciseRequirements()),
    ("R06", {"period_end": "2021-12-31"}, ExerciseRequirements()),
    ("R06", {"period_end": "2020-03-31"}, ExerciseRequirements()),
    ("R07", {"own_total": "24.00"}, ExerciseRequirements()),
    ("R09", dict.fromkeys(YEARLY_VISITS, "0"), ExerciseRequirements()),
    ("R10", {"visits_double_handed": "1401"}, ExerciseRequirements()),
    ("R11", {"price_date": "2027-04-01"}, ExerciseRequirements()),
    ("R11", {"price_date": "2021-03-31"}, ExerciseRequirements()),
    ("H01", {"visits_other": "2000", "minutes_other": "300", "contact_hours_period": "560000"}, ExerciseRequirements()),
    ("H02", {"travel_minutes_per_visit": "31"}, ExerciseRequirements()),
    ("H02", {"travel_minutes_per_visit": "25"}, ExerciseRequirements()),
    ("H03", {"miles_per_visit": "12"}, ExerciseRequirements()),
    ("H04", {"mileage_rate": "0.55"}, ExerciseRequirements()),
    ("H05", {"basic_pay_rate": "9.40"}, ExerciseRequirements()),
    ("H06", {"travel_pay_rate": "0"}, ExerciseRequirements()),
    ("H07", {"holiday_weeks": "8"}, ExerciseRequirements()),
    ("H08", {"ni_basis": "actual", "ni_cost": "0"}, ExerciseRequirements()),
    ("H08", {"ni_basis": "actual", "ni_cost": "120000"}, ExerciseRequirements()),
    ("H09", {"pension_rate": "0"}, ExerciseRequirements()),
    ("H09", {"pension_basis": "actual", "pension_cost": "60000"}, ExerciseRequirements()),
    ("H10", {"sick_pay_share": "0.09"}, ExerciseRequirements()),
    ("H11", {}, ExerciseRequirements(commissioned_hours=Decimal(300))),
    ("H12", {"careworkers": "120"}, ExerciseRequirements()),
    ("H13", {"back_office_cost": "30000"}, ExerciseRequirements()),
    ("H14", {"roo_percent": "0"}, ExerciseRequirements()),
    ("H14", {"roo_percent": "0.12"}, ExerciseRequirements()),
    ("H14", {"roo_basis": "per_hour", "roo_gbp": "4"}, ExerciseRequirements()),
    ("H15", {"other_overheads_cost": "60000"}, ExerciseRequirements()),
    (
        "H16",
        {"pay_rate_weekday": "22", "pay_rate_weekend": "25", "pay_rate_bank_holiday": "33"},
        ExerciseRequirements(),
    ),
    ("H17", {"share_this_authority": "0.50", "share_other_authorities": "0.22"}, ExerciseRequirements()),
    ("H18", {"contact_hours_period": "37000"}, ExerciseRequirements()),
    ("H19", {"pay_rate_weekend": "9.00"}, ExerciseRequirements()),
    ("H20", {"excludes_live_in_and_nights": "no"}, ExerciseRequirements()),
    ("P02", {"back_office_cost": "2538"}, ExerciseRequirements()),
    ("P02", {"back_office_cost": "1584000"}, ExerciseRequirements()),
    ("P02", {"contact_hours_period": "812.5"}, ExerciseRequirements()),
    ("P02", YEARLY_VISITS, ExerciseRequirements()),
    ("N01", {"ppe_cost": "£7,605.00"}, ExerciseRequirements()),
    ("N02", {"sick_pay_share": "3"}, ExerciseRequirements()),
]  # fmt: skip

NO_RESIDENTS = {
    f"occupied_{category}": "0" for category in ("residential", "residential_enhanced", "nursing", "nursing_enhanced")
}
NO_NURSE_HOURS = {"nurse_hours_nursing": "0", "nurse_hours_nursing_enhanced": "0"}
SAME_RISE = {key: "0.05" for key in CURRENT["care_home"].by_key if key.endswith("_uplift")}
POUNDS_OF_CAPITAL = {"roc_basis": "per_resident_week", "roc_gbp": "61"}
CARE_HOME = [
    ("R01", {"location_id": "123"}, ExerciseRequirements()),
    ("R01", {}, NOT_INVITED),
    ("R01", {}, NOT_ACTIVE),
    ("R02", {}, ExerciseRequirements(price_date=date(2023, 4, 1))),
    ("R02", {}, ExerciseRequirements(service="homecare")),
    ("R03", {"home_name": ""}, ExerciseRequirements()),
    ("R03", {"nurse_basic_pay_rate": ""}, ExerciseRequirements()),
    ("R03", {"other_detail": "", "other_staffing_cost": "1200"}, ExerciseRequirements()),
    ("R03", {"freehold_value_per_bed": ""}, ExerciseRequirements()),
    ("R03", {"roo_basis": "per_resident_week"}, ExerciseRequirements()),
    ("R04", {"food_cost": "about 70 thousand"}, ExerciseRequirements()),
    ("R04", {"active_beds": "39.5"}, ExerciseRequirements()),
    ("R04", {"care_hours_nursing": "200"}, ExerciseRequirements()),
    ("R06", {"period_end": "2021-06-23"}, ExerciseRequirements()),
    ("R06", {"period_end": "2020-03-31"}, ExerciseRequirements()),
    ("R07", {"own_total_nursing": "1100"}, ExerciseRequirements()),
    ("R07", {"own_total_nursing": "1056", "occupied_nursing": "0"}, ExerciseRequirements()),
    ("R09", NO_RESIDENTS, ExerciseRequirements()),
    ("R09", {"care_hours_nursing": "0"}, ExerciseRequirements()),
    ("R09", {"occupied_other": "2"}, ExerciseRequirements()),
    ("R11", {"price_date": "2027-04-01"}, ExerciseRequirements()),
    ("R11", {"price_date": "2016-03-31"}, ExerciseRequirements()),
    ("C01", {"active_beds": "43"}, ExerciseRequirements()),
    ("C01", {"active_beds": "35"}, ExerciseRequirements()),
    ("C02", {"registered_beds": "50", "active_beds": "49"}, ExerciseRequirements()),
    ("C03", {"care_hours_residential": "11"}, ExerciseRequirements()),
    ("C03", {"care_hours_nursing_enhanced": "46"}, ExerciseRequirements()),
    ("C03", {"nurse_hours_nursing": "21"}, ExerciseRequirements()),
    ("C03", {"nurse_hours_nursing_enhanced": "2"}, ExerciseRequirements()),
    ("C04", {"nursing_staff_cost": "0"}, ExerciseRequirements()),
    ("C04", NO_NURSE_HOURS, ExerciseRequirements()),
    ("C05", {"care_hours_residential_enhanced": "19"}, ExerciseRequirements()),
    ("C05", {"nurse_hours_nursing_enhanced": "8", "care_hours_nursing_enhanced": "22"}, ExerciseRequirements()),
    ("C06", {"freehold_value_per_bed": "300000"}, ExerciseRequirements()),
    ("C06", {"freehold_value_per_bed": "19000"}, ExerciseRequirements()),
    ("C07", {"roc_percent": "0.11"}, ExerciseRequirements()),
    ("C07", {"roc_percent": "0.009"}, ExerciseRequirements()),
    ("C07", {**POUNDS_OF_CAPITAL, "rent_cost": "120000"}, ExerciseRequirements()),
    ("C08", {"utilities_uplift": "0.31"}, ExerciseRequirements()),
    ("C08", {"utilities_uplift": "-0.02"}, ExerciseRequirements()),
    ("C09", SAME_RISE, ExerciseRequirements()),
    ("C10", {"roo_percent": "0"}, ExerciseRequirements()),
    ("C10", {"roo_percent": "0.16"}, ExerciseRequirements()),
    ("C10", {"roo_basis": "per_resident_week", "roo_gbp": "120"}, ExerciseRequirements()),
    ("C10", {"roo_basis": "per_resident_week", "roo_gbp": "0"}, ExerciseRequirements()),
    ("C11", {"price_date": "2026-04-01", "roc_percent": "0.01", "roo_percent": "0.01"}, ExerciseRequirements()),
    ("C11", {"freehold_value_per_bed": "1500000"}, ExerciseRequirements()),
    ("C12", {"care_staff_cost": "760000"}, ExerciseRequirements()),
    ("C12", {"care_staff_cost": "420000"}, ExerciseRequirements()),
    ("C12", {"nurse_basic_pay_rate": "13"}, ExerciseRequirements()),
    ("C13", {"nurse_hours_nursing": "11"}, ExerciseRequirements()),
    ("C14", {"fnc_deducted": "yes"}, ExerciseRequirements()),
    ("P02", {"food_cost": "6333"}, ExerciseRequirements()),
    ("P02", {"care_staff_cost": "9712"}, ExerciseRequirements()),
    ("P02", {"utilities_cost": "4800000"}, ExerciseRequirements()),
    ("P02", {"roc_percent": "0.0005"}, ExerciseRequirements()),
    ("P02", {"rent_cost": "8000"}, ExerciseRequirements()),
    ("N01", {"food_cost": "£76,000.00"}, ExerciseRequirements()),
    ("N02", {"food_uplift": "10"}, ExerciseRequirements()),
]  # fmt: skip
RAISED_BY = [("homecare", *row) for row in HOMECARE] + [("care_home", *row) for row in CARE_HOME]
# A leasehold home that gives its return on capital in £ beside its rent: what C07 is for.
RAISED_BY_EXAMPLES = {"care_home_2": {"C07"}}


@pytest.mark.parametrize("name", every_example())
def test_the_examples_raise_nothing_but_what_is_right_to_ask(name):
    assert codes(report_on(name)) == RAISED_BY_EXAMPLES.get(name, set())


@pytest.mark.parametrize(("service", "code", "changed", "terms"), RAISED_BY)
def test_a_return_made_wrong_in_one_way_is_told_of_it(service, code, changed, terms):
    report = report_on(f"{service}_1", terms, **changed)
    assert code in codes(report)
    finding = next(f for f in report.findings if f.code == code)
    assert finding.message.endswith((".", "?"))
    assert finding.fix


@pytest.mark.parametrize("service", SERVICES)
def test_every_code_of_the_catalogue_is_in_the_table(service):
    known = {check.code for check in (*CATALOGUE[service], *SLIP_CHECKS[service])}
    assert known <= {code for of, code, *_ in RAISED_BY if of == service}


# Of each check of homes: whether it blocks, asks or only notes, and whom it tells.
MUST_FIX = {"R01", "R02", "R06", "R09", "R11", "C01", "C04", "C14"}
ANALYSTS_ALONE = {"C09"}


def test_checks_of_homes_block_ask_or_note_as_written():
    for check in (*CATALOGUE["care_home"], *SLIP_CHECKS["care_home"]):
        is_note = check.code in ANALYSTS_ALONE
        expected = Severity.NOTE if is_note else Severity.MUST_FIX if check.code in MUST_FIX else Severity.EXPLAIN
        assert check.severity == expected, check.code
        assert check.audience == (Audience.ANALYST if is_note else Audience.PROVIDER), check.code


def test_two_returns_for_one_location_are_both_noted_for_the_analyst():
    first, second, third = with_notes_across(
        [report_on("homecare_1"), report_on("homecare_1", ppe_cost="1"), report_on("homecare_3")]
    )
    notes = [f for f in (*first.findings, *second.findings) if f.code == "R08"]
    assert [(n.severity, n.audience, n.key) for n in notes] == [(Severity.NOTE, Audience.ANALYST, "location_id")] * 2
    assert "R08" not in codes(third)


def test_overheads_copied_to_another_branch_are_noted_for_the_analyst():
    reports = with_notes_across([report_on("homecare_1"), report_on("homecare_1", location_id="1-100000099")])
    assert all("R08" in codes(report) for report in reports)


def test_overheads_copied_to_another_home_are_noted_though_its_care_differs():
    other = {"location_id": "1-200000099", "care_staff_cost": "480000", "nursing_staff_cost": "190000"}
    reports = with_notes_across([report_on("care_home_1"), report_on("care_home_1", **other)])
    assert all("R08" in codes(report) for report in reports)
    reports = with_notes_across([report_on("care_home_1"), report_on("care_home_1", **other, food_cost="76001")])
    assert not any("R08" in codes(report) for report in reports)


def test_no_provider_ever_hears_of_other_providers():
    reports = with_notes_across([report_on("homecare_1"), report_on("homecare_1")])
    for report in reports:
        assert all(f.audience == Audience.ANALYST for f in report.findings if f.code == "R08")
