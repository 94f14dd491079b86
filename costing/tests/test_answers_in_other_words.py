"""What people write for a choice, a year, or a figure in somebody else's workbook."""

from decimal import Decimal

import pytest

from costing.foreign.figures import figure_in, is_not_known
from costing.foreign.units import Conversion
from costing.foreign.words_for_answers import choice_in, days_in
from costing.forms import CURRENT
from spreadsheets.cells import Cell, CellKind

CHOICES = [
    ("tenure", "Property", "Owned (freehold)", "freehold"),
    ("tenure", "Is the building owned or rented?", "Rented from a landlord", "leasehold"),
    ("tenure", "Property", "a fine house", ""),
    ("fnc_deducted", "FNC treated as", "Income, not netted off", "no"),
    ("grants_netted_off", "Grants", "Infection control grant taken off the cost lines", "yes"),
    ("grants_netted_off", "Grants", "None received", "none_received"),
    ("overheads_shared_by", "Shared by", "No. of occupied beds", "residents"),
    ("overheads_shared_by", "Shared by", "No. of beds", "beds"),
    ("purpose_built", "Purpose built?", "No – converted villa", "no"),
]


@pytest.mark.parametrize(("key", "label", "text", "choice"), CHOICES)
def test_a_choice_is_known_by_other_words(key: str, label: str, text: str, choice: str):
    assert choice_in(CURRENT["care_home"].by_key[key], label, text) == choice


def test_yes_means_the_opposite_where_the_question_is_turned_round():
    question = CURRENT["homecare"].by_key["excludes_live_in_and_nights"]
    assert choice_in(question, "Live-in and nights left out?", "Yes") == "yes"
    assert choice_in(question, "Live-in and nights in these figures?", "Yes") == "no"
    assert choice_in(question, "Live-in and nights in these figures?", "None included") == "yes"


@pytest.mark.parametrize(
    "text", ["1 April 2025 to 31 March 2026", "01/04/2025 - 31/03/26", "1st Apr 2025–31st Mar 2026"]
)
def test_a_year_is_two_days_in_one_text(text: str):
    assert days_in(text) == ["2025-04-01", "2026-03-31"]


@pytest.mark.parametrize("text", ["", "2025/26", "31 February 2026", "1 Pril 2025", "9" * 10_000])
def test_no_day_is_made_up(text: str):
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("about 80", 80), ("approx. 38", 38), ("£3,000", 3000), ("2.5 miles", 2.5)]
)
def test_a_figure_with_words_is_a_figure(text: str, value: float):
    found = figure_in(Cell("A", "A1", CellKind.TEXT, text))
    assert found is not None and float(found.value) == value


def test_what_is_not_known_is_no_figure():
    assert is_not_known("Not known") and is_not_known("n/a – used at our other branch")
    assert not is_not_known("0") and not is_not_known("nil")


def test_hours_of_all_residents_are_divided_by_them_and_by_nobody_where_there_is_none():
    change = Conversion(per="occupied_nursing")
    assert change.applied(Decimal(132), {"occupied_nursing": Decimal(6)}) == 22
    assert change.applied(Decimal(132), {"occupied_nursing": Decimal(0)}) is None
    assert change.applied(Decimal(132), {}) is None
