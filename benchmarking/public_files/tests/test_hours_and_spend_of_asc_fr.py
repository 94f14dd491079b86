"""Hours and spend of ASC-FR are found by words and added up over ages; a suppressed part leaves no sum, and no 0."""

import pytest

from benchmarking.models import PublicFigure
from benchmarking.public_files.domain.asc_fr_amounts import HOURS, NO_PRICE, SPEND, amount_of
from benchmarking.public_files.domain.public_measures import ASC_FR_SPEND_OVER_HOURS, MEASURES, KindsMixed, one_kind
from benchmarking.public_files.queries import newest_figure
from benchmarking.public_files.tests import golden
from benchmarking.public_files.tests.test_public_files_are_kept import kept
from benchmarking.public_files.tests.test_public_files_are_read import read, totals, values
from benchmarking.returns.queries import read_whole
from benchmarking.tests.made_return import CODE, given
from benchmarking.tests.office import Office, at, make_round

HOURS_OF, SPEND_OF = "asc_fr_hours_external", "asc_fr_spend_external"


@pytest.mark.parametrize(("old", "seed"), [(False, 3), (True, 8)])
def test_ages_are_added_up_and_a_marker_is_no_part_of_a_sum(old: bool, seed: int):
    found = read(golden.asc_fr_amounts(old=old, seed=seed))
    assert (found.source, found.periods, found.faults) == ("asc_fr", ("2023-24",), ())
    assert values(found, HOURS_OF) == {"Ashgrove": "600000", "Barrow": None, "Colne": None}
    assert values(found, SPEND_OF) == {"Ashgrove": "13200", "Barrow": "13200", "Colne": "13200"}
    assert values(found, ASC_FR_SPEND_OVER_HOURS) == {"Ashgrove": "22", "Barrow": None, "Colne": None}
    assert totals(found)[HOURS_OF] == (1, 2, "600000")
    notes = {(one.council, one.measure): one.note for one in found.figures if one.value is None}
    assert notes["Barrow", HOURS_OF] == "“*” means suppressed" == notes["Barrow", ASC_FR_SPEND_OVER_HOURS]
    assert notes["Colne", HOURS_OF] == "“:” means not submitted"


def test_a_row_over_all_ages_counts_instead_of_its_parts():
    found = read(golden.asc_fr(seed=2))
    assert values(found, SPEND_OF) == {"Ashgrove": "9999", "Barrow": "9999", "Colne": "9999"}
    assert values(found, "asc_fr_external")["Ashgrove"] == "19.4"


def test_pounds_for_thousands_are_told_and_no_figure():
    found = read(golden.asc_fr_amounts(thousand=False))
    assert values(found, ASC_FR_SPEND_OVER_HOURS)["Ashgrove"] is None
    assert any(f"£22,000.00 an hour, {NO_PRICE}"[:40] in fault for fault in found.faults)


def test_figures_that_contradict_each_other_are_neither_taken_nor_added():
    more = golden.asc_fr_amounts().decode().splitlines()
    heads = more[0].split(",")
    again = [line for line in more if '"100,000"' in line or "Hours of care" in line][:1]
    assert again and len(heads) == len(golden.ASC_NEW)
    row = again[0].replace('"100,000"', '"100,001"')
    found = read("\r\n".join([*more, row]).encode())
    assert "Ashgrove" not in values(found, HOURS_OF) and any("say two things" in fault for fault in found.faults)


@pytest.mark.parametrize(("group", "words", "what"), [
    ("activity", "home care hours of care", HOURS), ("activity", "home care clients", ""),
    ("expenditure", "home care gross current expenditure", SPEND),
    ("expenditure", "home care client contributions", ""),
    ("income", "home care", ""),
])  # fmt: skip
def test_what_a_row_is_of_is_read_from_its_words(group: str, words: str, what: str):
    assert amount_of(group, words) == what


def test_spend_over_hours_is_a_kind_of_its_own_and_derived():
    keys = (ASC_FR_SPEND_OVER_HOURS, "pss_ex1_independent")
    one_kind((MEASURES[key].kind.value, MEASURES[key].unit) for key in keys)
    with pytest.raises(KindsMixed):
        one_kind((MEASURES[key].kind.value, MEASURES[key].unit) for key in (keys[0], "asc_fr_external"))


def test_kept_it_is_marked_as_derived_and_named_where_a_council_s_spend_is_asked_about(cast: Office):
    row = make_round(cast)
    kept(cast.ann, golden.asc_fr_amounts(), "asc-fr.csv")
    kinds = dict(PublicFigure.objects.filter(ons_code=CODE).values_list("measure", "source_kind"))
    assert kinds == {HOURS_OF: "public_file", SPEND_OF: "public_file", ASC_FR_SPEND_OVER_HOURS: "derived"}
    found = read_whole(cast.carol, at(row, cast.ashgrove), given(spend_per_week="300000"))
    asked = next(one for one in found.remarks if one.code == "B05")
    assert asked.fix.endswith("Spend over hours of 2023-24 comes to £22.00 (ASC-FR).")
    assert newest_figure(ASC_FR_SPEND_OVER_HOURS, CODE, "2022-23") is None
