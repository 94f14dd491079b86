"""Lists as councils make them are taken whole after at most eight answers, and the next one by itself."""

from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

from register.domain.council_list import CouncilList, read_council_list
from register.domain.council_questions import ListBasis, PlacesOfExercise
from register.domain.place_names import NamedLocation
from register.tests.directories import as_csv
from spreadsheets.tables.any_file import UnreadableTable

LISTS = Path(__file__).parent / "files" / "council_lists"
NAMES = (
    *("Alder Homecare", "Beech Care at Home", "Cedar Support", "Damson Care", "Elder Homecare", "Fir Care"),
    *("Gorse Domiciliary", "Hazel Care"),
)


def key(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


PLACES = {f"1-10000000{n}": NamedLocation(key(name), name, key(name[:5])) for n, name in enumerate(NAMES, 1)}
KNOWN = PlacesOfExercise(PLACES, {each.name.casefold(): (each,) for each in PLACES.values()})
Answers = dict[tuple[str, str], str]


def read(name: str | bytes, answers: Answers | None = None) -> CouncilList:
    data = name if isinstance(name, bytes) else (LISTS / name).read_bytes()
    return read_council_list(data, ListBasis(KNOWN, answers or {}, asks=True))


def answered(name: str | bytes, **said: str) -> tuple[CouncilList, Answers, int]:
    """Read a list until nothing is asked: what is proposed is left as it is; ``said`` answers the rest by its words."""
    answers, confirmations = Answers(), 0
    for _ in range(3):
        found = read(name, answers)
        if not found.asked.is_pending:
            return found, answers, confirmations
        page = found.asked.as_json
        confirmations += page["confirmations"]
        for each in page["questions"]:
            answer = said.get(each["says"].replace(" ", "_"), each["proposal"])
            assert answer, f"nothing is proposed for {each['says']}"
            answers[(each["kind"], each["word"])] = answer
    raise AssertionError("it goes on asking")


def rows_of(found: CouncilList) -> dict[str, tuple[bool | None, Decimal | None, str, list[str]]]:
    return {
        each.location_id[-1]: (each.is_contracted, each.hours, each.zone, [one.name for one in each.contacts])
        for each in found.rows
    }


def test_a_list_with_other_words_for_contracted_and_headings_between():
    found, answers, confirmations = answered("framework_of_priya.csv", Contract_handed_back="no")
    assert confirmations <= 8 and found.faults == () and sorted(set(found.asked.left_out)) == [5, 10, 15]
    rows = rows_of(found)
    assert len(rows) == 8
    assert rows["2"] == (True, Decimal("1020.50"), "Lot 1", ["Bo Beech"])
    assert [rows[each][0] for each in "134578"] == [True, True, False, True, False, True]
    assert found.rows[0].contacts[0].job == "Registered manager" and found.rows[0].size_band == "Medium"
    assert set(found.asked.skipped) == {"Post Code", "Comments"}
    following = read("framework_of_priya_october.csv", answers)
    assert not following.asked.is_pending and following.faults == ()
    assert rows_of(following)["1"] == (True, Decimal("388.00"), "Lot 1", ["Jo Alder"])
    assert len(following.rows) == 3


def test_a_list_without_ids_by_name_with_first_names_and_hours_of_a_year():
    found, answers, confirmations = answered("names_of_omar.csv", Zebra_Care="leave_out")
    assert confirmations <= 8 and found.faults == ()
    rows = rows_of(found)
    assert rows["1"] == (True, Decimal("412.00"), "Riverside", ["Jo Alder", "Sam Senior"])
    assert rows["3"] == (True, Decimal("36.00"), "Hillside", ["Cy Cedar"])
    assert rows["4"] == (False, None, "Hillside", ["Di Damson"])
    assert sorted(rows) == ["1", "2", "3", "4", "5"]
    assert sorted(set(found.asked.left_out)) == [8, 9]
    assert not read("names_of_omar.csv", answers).asked.is_pending


def test_several_ids_in_a_cell_and_references_of_contracts():
    found, answers, confirmations = answered("homes_of_ruth.csv")
    assert confirmations <= 8 and found.faults == ()
    assert {each.location_id[-1]: (each.is_contracted, each.beds) for each in found.rows} == {
        "1": (True, None),
        "2": (True, None),
        "3": (True, Decimal(36)),
        "4": (False, Decimal(22)),
        "5": (True, Decimal(48)),
        "6": (True, Decimal(60)),
    }
    assert [one.name for one in found.rows[1].contacts] == ["Jo Alder"] and found.rows[1].zone == "East"
    assert [(one.name, one.email, one.job) for one in found.rows[5].contacts] == [
        ("Fi Fir", "fi@fir.example", "Manager"),
        ("Flo Fir", "flo@fir.example", "Manager"),
    ]
    assert not read("homes_of_ruth.csv", answers).asked.is_pending


def test_beds_of_several_locations_together_are_a_fault_and_the_rest_counts():
    data = as_csv([["Location ID", "Zone", "Beds"], ["1-100000001; 1-100000002", "North", "80"]])
    found = read(data)
    assert [each.zone for each in found.rows] == ["North", "North"] and found.rows[0].beds is None
    assert [fault.sentence for fault in found.faults] == [
        "Row 2, Beds: we read “80”, we expected a number for each location: give each of them a row."
    ]


@pytest.mark.parametrize(
    ("heading", "hours", "a_week"),
    [
        ("Hours per week", "100", "100.00"),
        ("Hours per 4 weeks", "400", "100.00"),
        ("Monthly hours", "433.33", "100.00"),
        ("Annual hours", "5,200 hrs", "100.00"),
        ("Annual hours", "0", "0.00"),
    ],
)
def test_hours_of_other_periods_become_those_of_a_week(heading: str, hours: str, a_week: str):
    found = read(as_csv([["Location ID", heading], ["1-100000001", hours]]))
    assert not found.asked.is_pending and found.rows[0].hours == Decimal(a_week)


@pytest.mark.parametrize("hours", ["lots", "9" * 27, "1e400", "-5", "x" * 10_000, "50%", "\u202e5"])
@pytest.mark.parametrize("heading", ["Hours per week", "Annual hours"])
def test_hours_that_are_none_are_a_fault_of_their_cell(heading: str, hours: str):
    found = read(as_csv([["Location ID", "Zone", heading], ["1-100000001", "North", hours]]))
    assert found.rows[0].hours is None and found.rows[0].zone == "North"
    assert [fault.column for fault in found.faults] == ["Commissioned hours"]


def test_two_people_in_columns_without_numbers():
    header = ["Location ID", "Registered manager", "Manager email", "Owner", "Owner email", "Phone"]
    row = ["1-100000001", "Jo", "jo@alder.example", "Al", "al@alder.example", "020 7946 0001"]
    found = read(as_csv([header, row]))
    assert not found.asked.is_pending
    assert [(one.name, one.email, one.phone, one.job) for one in found.rows[0].contacts] == [
        ("Jo", "jo@alder.example", "", "Registered manager"),
        ("Al", "al@alder.example", "020 7946 0001", "Owner"),
    ]


def test_a_column_that_is_called_what_it_does_not_hold_is_asked():
    rows = [["Ref", "Zone"], ["1-100000001", "North"], ["1-100000002", "South"]]
    found, _, confirmations = answered(as_csv(rows))
    assert confirmations == 1 and rows_of(found)["2"][2] == "South"


def test_two_columns_of_hours_are_not_both_taken_in_silence():
    rows = [["Location ID", "Hours", "Hours per week"], ["1-100000001", "10", "12"]]
    assert read(as_csv(rows)).rows[0].hours == Decimal("10.00")
    rows[0][2] = "Annual hours"
    found = read(as_csv(rows))
    assert [each["says"] for each in found.asked.as_json["questions"]] == ["Annual hours"]


def test_an_answer_that_no_longer_fits_is_asked_again():
    answers = {("contracted", "zapped"): "maybe", ("location", "oak"): "1-100000001"}
    found = read(as_csv([["Location ID", "Contracted"], ["1-100000001", "Zapped"]]), answers)
    assert [each["says"] for each in found.asked.as_json["questions"]] == ["Zapped"]


def test_a_list_in_which_no_column_tells_the_location_is_refused_after_the_answers():
    data = as_csv([["Contracted", "Zone", "Colour"], ["yes", "North", "red"]])
    assert read(data).asked.is_pending
    with pytest.raises(UnreadableTable, match="The column “Location ID” is missing"):
        answered(data)


def test_where_nobody_can_be_asked_what_is_not_understood_is_a_fault():
    found = read_council_list((LISTS / "framework_of_priya.csv").read_bytes(), ListBasis(KNOWN))
    assert len(found.rows) == 8 and "Arrangement" in found.asked.skipped and not found.asked.is_pending
    named = read_council_list((LISTS / "names_of_omar.csv").read_bytes(), ListBasis(KNOWN))
    assert [fault.read for fault in named.faults if fault.column == "Name"][:2] == ["Beech Care @ Home", "Cedar Supprt"]


def test_a_name_that_shares_only_usual_words_is_proposed_for_nothing():
    found = read(as_csv([["Agency", "Zone"], ["Zebra Care", "North"], ["Damsen Care", "South"]]))
    proposals = {each["says"]: each["proposal"] for each in found.asked.as_json["questions"]}
    assert proposals == {"Zebra Care": "", "Damsen Care": "1-100000004"}
