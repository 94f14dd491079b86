from datetime import date
from decimal import Decimal

import pytest

from costing.answers import NA
from costing.forms import CURRENT
from costing.parsing import NotUnderstood, Understood, understand
from spreadsheets.cells import Cell, CellKind

FORM = CURRENT["homecare"]


def read(key, text, kind=CellKind.TEXT, *, uses_1904=False, **flags):
    return understand(FORM.by_key[key], Cell("Sheet", "C5", kind, text, **flags), uses_1904_dates=uses_1904)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("ppe_cost", "£1,234.50", "1234.50"),
        ("ppe_cost", "1,234,567.89", "1234567.89"),
        ("ppe_cost", "14,50", "14.50"),
        ("ppe_cost", "1.234,50", "1234.50"),
        ("ppe_cost", "1 234.50", "1234.50"),
        ("ppe_cost", "1\u00a0234", "1234"),
        ("ppe_cost", "0,125", "0.125"),
        ("ppe_cost", "(1,234)", "-1234"),
        ("ppe_cost", "-£5", "-5"),
        ("ppe_cost", "£5 p.a.", "5"),
        ("ppe_cost", "500 pounds", "500"),
        ("ppe_cost", "nil", "0"),
        ("ppe_cost", "１２", "12"),
        ("training_hours_per_careworker", "1.5 hrs", "1.5"),
        ("training_hours_per_careworker", "24 hours per year", "24"),
        ("basic_pay_rate", "£14.50/hr", "14.50"),
        ("basic_pay_rate", "14.50 p/h", "14.50"),
        ("sick_pay_share", "5%", "0.05"),
        ("sick_pay_share", "5", "0.05"),
        ("sick_pay_share", "0.05", "0.05"),
        ("sick_pay_share", "0.5 per cent", "0.005"),
        ("overheads_uplift", "-3", "-0.03"),
    ],
)
def test_a_number_that_is_clear_is_taken(key, typed, value):
    understood = read(key, typed)
    assert isinstance(understood, Understood)
    assert understood.value == Decimal(value)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("ppe_cost", "-"),
        ("ppe_cost", "12k"),
        ("ppe_cost", "approx 500"),
        ("ppe_cost", "10-12"),
        ("ppe_cost", "12,34,567"),
        ("ppe_cost", "1.234.5"),
        ("ppe_cost", "£500 per week"),
        ("ppe_cost", "5%"),
        ("ppe_cost", "NaN"),
        ("ppe_cost", "see attached"),
        ("visits_30", "n/a"),
        ("travel_minutes_per_visit", "0.5 hours"),
        ("basic_pay_rate", "1050p"),
        ("period_start", "April 2021"),
        ("period_start", "04/13/2021"),
        ("period_start", "31/02/2021"),
        ("roo_basis", "percentage"),
        ("completed_by_email", "jo at example.org"),
    ],
)
def test_what_is_not_clear_is_asked_and_never_guessed(key, typed):
    assert isinstance(read(key, typed), NotUnderstood)


@pytest.mark.parametrize(
    "typed",
    ["1 April 2021", "01/04/2021", "1.4.21", "1st April 2021", "1-Apr-21", "2021-04-01", "Thursday 1 April 2021"],
)
def test_dates_are_read_day_before_month(typed):
    assert read("period_start", typed).value == date(2021, 4, 1)


def test_a_serial_number_is_a_date_in_either_calendar():
    assert read("period_start", "44287", CellKind.NUMBER, is_date=True).value == date(2021, 4, 1)
    assert read("period_start", "42825", CellKind.NUMBER, is_date=True, uses_1904=True).value == date(2021, 4, 1)


@pytest.mark.parametrize("stored", ["NaN", "INF", "1e309", "-1e309", "", "12..5"])
def test_a_stored_number_that_is_none_is_asked(stored):
    assert isinstance(read("careworkers", stored or "x", CellKind.NUMBER), NotUnderstood)


def test_a_stored_number_has_the_fifteen_digits_that_a_spreadsheet_shows():
    assert read("ppe_cost", "7.0000000000000007E-2", CellKind.NUMBER).value == Decimal("0.07")
    assert read("ppe_cost", "0.30000000000000004", CellKind.NUMBER).value == Decimal("0.3")


@pytest.mark.parametrize("typed", ["n/a", "N/A", "na", " n.a. "])
def test_na_is_an_answer_to_a_cost_and_to_nothing_else(typed):
    assert read("ppe_cost", typed).value is NA
    assert isinstance(read("careworkers", typed), NotUnderstood)


@pytest.mark.parametrize("typed", ["n/a", "-", "tbc"])
def test_a_mark_for_no_answer_is_taken_as_blank_where_none_is_needed(typed):
    assert read("own_total", typed) == Understood(None, shown=True)


@pytest.mark.parametrize("typed", ["per hour", "PER_HOUR", " Per-hour "])
def test_choices_are_taken_by_code_and_by_words(typed):
    assert read("roo_basis", typed).value == "per_hour"


def test_errors_booleans_times_and_formulas_without_result_are_asked():
    assert isinstance(read("ppe_cost", "#REF!", CellKind.ERROR), NotUnderstood)
    assert isinstance(read("ppe_cost", "TRUE", CellKind.BOOLEAN), NotUnderstood)
    assert isinstance(read("travel_minutes_per_visit", "0.25", CellKind.NUMBER, is_date=True), NotUnderstood)
    assert isinstance(read("ppe_cost", "", CellKind.EMPTY, is_formula=True), NotUnderstood)


def test_a_plain_number_is_not_made_a_fuss_of_but_a_reading_is_shown():
    assert not read("basic_pay_rate", "10.20").shown
    assert read("basic_pay_rate", "£10.20").shown
    assert read("sick_pay_share", "5").as_percent
