from datetime import date
from decimal import Decimal

import pytest

from submissions.domain.checks import CATALOGUE, SLIP_CHECKS
from submissions.domain.findings import Audience, Severity
from submissions.domain.market_checks import with_notes_across
from submissions.domain.terms import Terms
from submissions.tests.returns import codes, example_names, report_on

YEARLY_VISITS = {"visits_15": "5200", "visits_30": "46800", "visits_45": "13000", "visits_60": "7800"}
NOT_INVITED = Terms(location_id="1-200000002", location_name="Elm Home Care")
NOT_ACTIVE = Terms(location_fault="This location is no longer active.")

# code → answers that must raise it in the plain example; every code of the home-care catalogue stands here.
RAISED_BY = [
    ("R01", {"location_id": "123"}, Terms()),
    ("R01", {}, NOT_INVITED),
    ("R01", {}, NOT_ACTIVE),
    ("R02", {}, Terms(price_date=date(2023, 4, 1))),
    ("R02", {}, Terms(service="care_home")),
    ("R03", {"branch_name": ""}, Terms()),
    ("R03", {"visits_other": "4"}, Terms()),
    ("R03", {"ni_basis": "actual"}, Terms()),
    ("R04", {"careworkers": "about forty"}, Terms()),
    ("R04", {"service_users": "95.5"}, Terms()),
    ("R04", {"mileage_rate": "35"}, Terms()),
    ("R05", {"share_nhs": "0.09"}, Terms()),
    ("R05", {"pay_share_weekday": "0.71"}, Terms()),
    ("R06", {"period_end": "2021-12-31"}, Terms()),
    ("R06", {"period_end": "2020-03-31"}, Terms()),
    ("R07", {"own_total": "24.00"}, Terms()),
    ("R09", dict.fromkeys(YEARLY_VISITS, "0"), Terms()),
    ("R10", {"visits_double_handed": "1401"}, Terms()),
    ("R11", {"price_date": "2027-04-01"}, Terms()),
    ("R11", {"price_date": "2021-03-31"}, Terms()),
    ("H01", {"visits_other": "2000", "minutes_other": "300", "contact_hours_period": "560000"}, Terms()),
    ("H02", {"travel_minutes_per_visit": "31"}, Terms()),
    ("H02", {"travel_minutes_per_visit": "25"}, Terms()),
    ("H03", {"miles_per_visit": "12"}, Terms()),
    ("H04", {"mileage_rate": "0.55"}, Terms()),
    ("H05", {"basic_pay_rate": "9.40"}, Terms()),
    ("H06", {"travel_pay_rate": "0"}, Terms()),
    ("H07", {"holiday_weeks": "8"}, Terms()),
    ("H08", {"ni_basis": "actual", "ni_cost": "0"}, Terms()),
    ("H08", {"ni_basis": "actual", "ni_cost": "120000"}, Terms()),
    ("H09", {"pension_rate": "0"}, Terms()),
    ("H09", {"pension_basis": "actual", "pension_cost": "60000"}, Terms()),
    ("H10", {"sick_pay_share": "0.09"}, Terms()),
    ("H11", {}, Terms(commissioned_hours=Decimal(300))),
    ("H12", {"careworkers": "120"}, Terms()),
    ("H13", {"back_office_cost": "30000"}, Terms()),
    ("H14", {"roo_percent": "0"}, Terms()),
    ("H14", {"roo_percent": "0.12"}, Terms()),
    ("H14", {"roo_basis": "per_hour", "roo_gbp": "4"}, Terms()),
    ("H15", {"other_overheads_cost": "60000"}, Terms()),
    ("H16", {"pay_rate_weekday": "22", "pay_rate_weekend": "25", "pay_rate_bank_holiday": "33"}, Terms()),
    ("H17", {"share_this_authority": "0.50", "share_other_authorities": "0.22"}, Terms()),
    ("H18", {"contact_hours_period": "37000"}, Terms()),
    ("H19", {"pay_rate_weekend": "9.00"}, Terms()),
    ("H20", {"excludes_live_in_and_nights": "no"}, Terms()),
    ("P02", {"back_office_cost": "2538"}, Terms()),
    ("P02", {"back_office_cost": "1584000"}, Terms()),
    ("P02", {"contact_hours_period": "812.5"}, Terms()),
    ("P02", YEARLY_VISITS, Terms()),
    ("N01", {"ppe_cost": "£7,605.00"}, Terms()),
    ("N02", {"sick_pay_share": "3"}, Terms()),
]  # fmt: skip


@pytest.mark.parametrize("name", example_names("homecare"))
def test_the_examples_raise_nothing(name):
    assert report_on(name).findings == ()


@pytest.mark.parametrize(("code", "changed", "terms"), RAISED_BY)
def test_a_return_made_wrong_in_one_way_is_told_of_it(code, changed, terms):
    report = report_on("homecare_1", terms, **changed)
    assert code in codes(report)
    finding = next(f for f in report.findings if f.code == code)
    assert finding.message.endswith((".", "?"))
    assert finding.fix


def test_every_code_of_the_catalogue_is_in_the_table():
    known = {check.code for check in (*CATALOGUE["homecare"], *SLIP_CHECKS["homecare"])}
    assert known <= {code for code, *_ in RAISED_BY}


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


def test_no_provider_ever_hears_of_other_providers():
    reports = with_notes_across([report_on("homecare_1"), report_on("homecare_1")])
    for report in reports:
        assert all(f.audience == Audience.ANALYST for f in report.findings if f.code == "R08")
