"""The same answers in the workbook and online are the same version; each slip in a workbook is named by its cell."""

from datetime import date

from benchmarking.returns.domain.questionnaire import ASKED_ANEW
from benchmarking.returns.domain.return_workbook import (
    ReadWorkbook,
    WorkbookOf,
    read_return_workbook,
    written_workbook,
)
from benchmarking.returns.domain.whole_return import TypedReturn, fingerprint, read_return
from benchmarking.returns.domain.workbook_draft import WorkbookDraft, draft_from
from benchmarking.tests.made_return import CODE, PRICE, PROVIDER, WEEK, asked, given, typed

OURS = {"council": "Ashgrove", "ons_code": CODE, "week": WEEK}
EMPTY = TypedReturn({}, [], [], {})
SLIPS = {
    "completed_by_email": "carol@", "hours_commissioned_per_week": "eleven", "people_receiving": "10.5",
    "spend_per_week": "-3", "share_direct_payments": "130%", "providers_framework": "n/a", "zones": "0",
    "commissioning_model": "other", "model_since": "32 April", "share_main_model": "#REF!", "pay_floor_gbp": "",
    "minute_rounding": "61", "short_visit_minutes": "=A1", "days_to_pay": "999", "packages_started": "many",
    "people_waiting": "5001", "hours_waiting": "1e400", "quality_threshold": "excellent", "quality_in_award": "2000%",
    "indicative_rate": "2,150",
}  # fmt: skip


def a_workbook(answers: dict[str, str], **of: object) -> ReadWorkbook:
    who = WorkbookOf(**({"round_name": "Spring", "council": "Ashgrove", "ons_code": CODE, "week": WEEK} | of))
    return read_return_workbook(written_workbook(who, answers, {"prices": [PRICE], "providers": [PROVIDER]}))


def test_a_workbook_comes_back_as_the_same_version():
    read = a_workbook(typed())
    came = TypedReturn(read.typed, read.rows["prices"], read.rows["providers"], {})
    assert fingerprint(read_return(came, asked(), read.where)) == fingerprint(read_return(given(), asked()))


def test_each_slip_is_named_by_its_cell():
    read = a_workbook(typed(**{**SLIPS, "payment_basis": "actual"}))
    came = TypedReturn(read.typed, read.rows["prices"], read.rows["providers"], {})
    places = {one.key: one.place for one in read_return(came, asked(), read.where).to_fix if one.place}
    wanted = {key: ", ".join(read.where[key]) for key in SLIPS}
    assert {key: places.get(key) for key in SLIPS} == wanted


def test_another_council_s_workbook_is_refused_by_name():
    said = draft_from(a_workbook(typed(), council="Barrow", ons_code="X09000002"), EMPTY, **OURS)
    assert said == "This workbook is filled in for Barrow (X09000002). You act for Ashgrove."


def test_of_last_year_s_workbook_what_still_fits_is_kept():
    found = draft_from(a_workbook(typed(), week=date(2024, 4, 8)), EMPTY, **OURS)
    assert isinstance(found, WorkbookDraft)
    anew = len(ASKED_ANEW & typed().keys())
    assert anew and found.said == (
        "This is the 2024 form. Yours is for the week of 7 April 2025: we have put the answers that still fit into a "
        f"draft; {anew} are asked anew."
    )
    assert (found.given.typed["zones"], "people_waiting" in found.given.typed, found.given.prices) == ("4", False, [])


def test_what_a_workbook_leaves_blank_stays_as_it_was():
    stands = TypedReturn({"zones": "7"}, [], [], {})
    found = draft_from(a_workbook(typed(zones="")), stands, **OURS)
    assert isinstance(found, WorkbookDraft) and found.given.typed["zones"] == "7"
