"""Slips that people make: each gets a finding that names the cell, what was read there, and how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from costing.exercise_requirements import NO_EXERCISE, ExerciseRequirements
from costing.findings import Finding, Severity
from costing.reader.raw_return import RawReturn
from costing.report import check_raw
from costing.tests.returns import example, raw_return
from spreadsheets.cells import Cell, CellKind

ANOTHER_BRANCH = ExerciseRequirements(location_id="1-200000002", location_name="Elm Home Care")
REF = Cell("Surplus", "C9", CellKind.ERROR, "#REF!", is_formula=True)
NO_RESULT = Cell("Surplus", "C9", CellKind.EMPTY, "", is_formula=True)
A_DATE = Cell("Surplus", "C9", CellKind.NUMBER, "44652", is_date=True)


@dataclass(frozen=True)
class Slip:
    """What was typed, on which answer it is said, what was read there, and the words that name the cause."""

    name: str
    typed: Mapping[str, str | Cell]
    key: str
    read: str
    cause: str
    codes: frozenset[str]
    base: str = "homecare_1"
    terms: ExerciseRequirements = field(default=NO_EXERCISE)


def slip(name: str, key: str, read: str, cause: str, codes: str, /, *, base: str = "homecare_1",
         terms: ExerciseRequirements = NO_EXERCISE, **typed: str | Cell) -> Slip:  # fmt: skip
    return Slip(name, typed, key, read, cause, frozenset(codes.split()), base, terms)


def home(name: str, key: str, read: str, cause: str, codes: str, /, **typed: str | Cell) -> Slip:
    return slip(name, key, read, cause, codes, base="care_home_1", **typed)


SLIPS = (
    slip("visits of a year for a week", "visits_30", "46,800", "a year's figure instead of a week's", "P02",
         visits_30="46800"),
    slip("a month for the year", "premises_cost", "£1,208.00", "a month's figure instead of the year's", "P02",
         premises_cost="1208"),
    slip("a week for the year", "back_office_cost", "£2,538.00", "a week's figure instead of the year's", "P02",
         back_office_cost="2538"),
    slip("pence for pounds", "mileage_rate", "£35.00", "pence instead of pounds", "R04", mileage_rate="35"),
    slip("pay in pence", "pay_rate_weekday", "£1,050.00", "pence instead of pounds", "R04", pay_rate_weekday="1050"),
    slip("percent as 5", "sick_pay_share", "3", "we read it as 3 %", "N02", sick_pay_share="3"),
    slip("percent twice", "sick_pay_share", "300 %", "multiplied by 100 once too often", "R04", sick_pay_share="300"),
    slip("the whole company for the branch", "back_office_cost", "£1,320,000.00", "the whole company's", "P02 H13",
         back_office_cost="1320000"),
    slip("a comma for the point", "basic_pay_rate", "10,20", "we read it as £10.20", "N01", basic_pay_rate="10,20"),
    slip("commas anywhere", "it_cost", "9,600,00", "A point stands before pence", "R04", it_cost="9,600,00"),
    slip("swapped columns", "pay_rate_weekday", "£0.72", "are pay and share swapped?", "H19",
         pay_rate_weekday="0.72", pay_share_weekday="0.72"),
    slip("swapped columns, seen in the shares", "pay_share_weekday", "38.2 %", "Are pay and share swapped", "R05",
         pay_rate_weekday="0.72", pay_share_weekday="10.20"),
    slip("profit in other", "other_overheads_cost", "£60,000.00", "surplus, interest or tax in it?", "H15",
         other_overheads_cost="60000"),
    slip("a date with the month first", "period_end", "03/31/2022", "The day comes before the month", "R04",
         period_end="03/31/2022"),
    slip("a date without its day", "period_start", "April 2021", "The day is missing", "R04",
         period_start="April 2021"),
    slip("a date as text", "period_start", "1st April 21", "we read it as 1 April 2021", "N01",
         period_start="1st April 21"),
    slip("travel in hours", "travel_minutes_per_visit", "0.12 minutes", "hours instead of minutes", "H02 P02",
         travel_minutes_per_visit="0.12"),
    slip("miles of a day", "miles_per_visit", "25 miles", "a round or a day instead of one visit's", "H03 P02",
         miles_per_visit="25"),
    slip("holiday in days, too many", "holiday_weeks", "28 weeks", "Days instead of weeks?", "R04", holiday_weeks="28"),
    slip("holiday in days", "holiday_weeks", "20 weeks", "days instead of weeks?", "H07", holiday_weeks="20"),
    slip("sick days for a share", "sick_pay_share", "12 %", "days or the absence rate", "H10", sick_pay_share="12"),
    slip("National Insurance of everybody", "ni_cost", "£120,000.00", "office staff or employees' own", "H08",
         ni_basis="actual", ni_cost="120000"),
    slip("pension with the employees' share", "pension_rate", "8 %", "employees' own contributions in it?", "H09",
         pension_rate="0.08", pension_opt_in_share="1"),
    slip("double-handed visits of a year", "visits_double_handed", "7,280", "of a year instead of a week", "R10",
         visits_double_handed="7280"),
    slip("double-handed counted twice", "visits_double_handed", "1,401", "counted twice", "R10",
         visits_double_handed="1401"),
    slip("minutes for hours", "contact_hours_period", "2,535,000", "minutes instead of hours?", "H18",
         contact_hours_period="2535000"),
    slip("training in minutes", "training_hours_per_careworker", "1,440", "minutes instead of hours", "P02",
         training_hours_per_careworker="1440"),
    slip("K for thousands", "back_office_cost", "132k", "Thousands are written in full", "R04",
         back_office_cost="132k"),
    slip("thousands without a K", "back_office_cost", "£132.00", "thousands of pounds instead of pounds", "H13",
         back_office_cost="132"),
    slip("a reference that is gone", "careworkers", "#REF!", "points at a cell that is no longer there", "R04",
         careworkers=REF),
    slip("a formula without its result", "careworkers", "empty result", "let it calculate", "R04",
         careworkers=NO_RESULT),
    slip("a number shown as a date", "careworkers", "1 April 2022", "shows as a date", "R04", careworkers=A_DATE),
    slip("blank", "careworkers", "blank", "it is blank", "R03", careworkers=""),
    slip("n/a where it is not allowed", "careworkers", "n/a", "only for costs that cannot be given", "R04",
         careworkers="n/a"),
    slip("another branch's ID", "location_id", "1-100000001", "but it was sent in for Elm Home Care", "R01",
         terms=ANOTHER_BRANCH),
    slip("live-in care left in", "excludes_live_in_and_nights", "No", "Live-in care or night sitting", "H20",
         excludes_live_in_and_nights="no"),
    slip("hours commissioned for delivered", "contact_hours_period", "52,812", "commissioned instead of delivered",
         "H18", contact_hours_period="52812"),
    slip("a rise as 105", "overheads_uplift", "105 %", "The whole instead of what comes on top", "R04",
         overheads_uplift="105"),
    slip("a rise as times 1.05", "overheads_uplift", "1.05", "type only what comes on top", "N02",
         overheads_uplift="1.05"),
    slip("a gross margin for the surplus", "roo_percent", "25 %", "a gross margin", "H14", roo_basis="margin",
         roo_percent="0.25"),
    slip("VAT beside the amount", "premises_cost", "12000 + VAT", "VAT that you cannot reclaim", "R04",
         premises_cost="12000 + VAT"),
    slip("from and to", "careworkers", "30-35", "not from and to", "R04", careworkers="30-35"),
    slip("another period in words", "it_cost", "800 per month", "the figure of the whole year", "R04",
         it_cost="800 per month"),
    slip("everybody of the year counted", "careworkers", "120", "employed during the year", "H12", careworkers="120"),
    home("a home's month for the year", "food_cost", "£6,333.00", "a month's figure instead of the year's", "P02",
         food_cost="6333"),
    home("a home's pence", "care_basic_pay_rate", "£1,010.00", "pence instead of pounds", "R04",
         care_basic_pay_rate="1010"),
    home("a home's whole company", "central_management_cost", "£624,000.00", "the whole company's", "P02",
         central_management_cost="624000"),
    home("a home's hours of a day", "care_hours_residential", "2.9", "hours of a day instead of a week", "C03",
         care_hours_residential="2.9"),
    home("a home's value for a bed", "freehold_value_per_bed", "£900,000.00", "the whole home's", "C06",
         freehold_value_per_bed="900000"),
    home("a home's rise as 106", "care_staff_uplift", "106 %", "The whole instead of what comes on top", "R04",
         care_staff_uplift="106"),
    home("a home's rise over years", "food_uplift", "45 %", "of several years", "C08", food_uplift="0.45"),
    home("a home's nursing without its income", "fnc_deducted", "Yes", "It is income, not a cost", "C14",
         fnc_deducted="yes"),
)  # fmt: skip


def read_as(one: Slip) -> RawReturn:
    """The example with the slip in it, as a workbook of it is read."""
    given = example(one.base)
    words = {key: value for key, value in one.typed.items() if isinstance(value, str)}
    raw = raw_return(given["service"], given["answers"] | words)
    cells = {key: value for key, value in one.typed.items() if isinstance(value, Cell)}
    return replace(raw, cells={**raw.cells, **cells})


def findings_of(one: Slip) -> list[Finding]:
    return list(check_raw(read_as(one), one.terms).findings)


def test_there_are_more_than_fifty_of_both_services() -> None:
    assert len({one.name for one in SLIPS}) == len(SLIPS) > 50
    assert {one.base for one in SLIPS} == {"homecare_1", "care_home_1"}


@pytest.mark.parametrize("one", SLIPS, ids=lambda one: one.name)
def test_a_slip_is_named_with_its_cell_its_value_and_its_cause(one: Slip) -> None:
    found = [finding for finding in findings_of(one) if finding.key == one.key and finding.code in one.codes]
    assert {finding.code for finding in found} == one.codes
    cell = read_as(one).cells[one.key]
    for finding in found:
        assert (finding.sheet, finding.cell) == (cell.sheet, cell.address)
        assert finding.label
    assert any(
        one.cause in f"{finding.message} {finding.fix}" and one.read in f"{finding.read} {finding.message}"
        for finding in found
    )


@pytest.mark.parametrize("one", SLIPS, ids=lambda one: one.name)
def test_no_slip_is_mistaken_for_one_of_pence_where_no_money_is_asked(one: Slip) -> None:
    given = [f for f in findings_of(one) if "pence" in f.message]
    assert all("£" in f.read for f in given)


def test_last_year_s_template_is_said_to_be_that() -> None:
    raw = replace(raw_return("homecare", example("homecare_1")["answers"]), version="0")
    (finding,) = check_raw(raw).findings
    assert "it may be last year's" in finding.message
    assert finding.severity == Severity.MUST_FIX
