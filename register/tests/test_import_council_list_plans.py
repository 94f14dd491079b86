"""A council's list is matched by location ID; whatever matches nothing, or cannot be read, is named."""

from decimal import Decimal

import pytest

from register.domain.council_list import CouncilList, read_council_list
from register.domain.council_plan import CouncilPlan, Unmatched, council_plan
from register.domain.council_rows import CouncilContact
from register.domain.known_exercise import Asked, KnownExercise, Person
from register.tests.directories import as_csv, as_ods, as_xlsx
from spreadsheets.tables.any_file import UnreadableTable

HEADER = [
    "Location ID",
    "Contracted",
    "Commissioned hours",
    "Zone",
    "Size band",
    "Contact name",
    "E-mail",
    "Phone",
    "Role",
]
ELM = ["1-100000001", "yes", "1,250.5", "North", "Large", "Pat Elm", "Pat@Elm.example", "020 7946 0000", "Manager"]
OAK = ["1-100000002", "N", "", "", "", "", "", "", ""]
LIST = [HEADER, ELM, OAK]
NO_HOURS = "we expected a number of hours, 0 or more."


def read(*rows: list[str], header: list[str] = HEADER) -> CouncilList:
    return read_council_list(as_csv([header, *rows]))


def asked(name: str = "Elm", provider: str = "p1", weight: Decimal | None = None) -> Asked:
    return Asked(name, provider, weight, "", "", None)


def exercise(*people: Person, service: str = "homecare", **more: Asked) -> KnownExercise:
    both = {"1-100000001": asked("Elm", "p1"), "1-100000002": asked("Oak", "p2")}
    return KnownExercise(service, both | more, people, {"1-100000009": "Ash: dormant, says the CQC"})


def a_plan() -> CouncilPlan:
    return council_plan(read(ELM, OAK), exercise(Person("k1", "p1", "Pat Elm", "", "", "", ("1-5", "1-7", "1-6"))))


@pytest.mark.parametrize("make", [as_csv, lambda cells: as_xlsx(List=cells), lambda cells: as_ods(List=cells)])
@pytest.mark.parametrize("above", [0, 3])
def test_every_kind_of_file_says_the_same(make, above):
    listed = read_council_list(make([["Our list"]] * above + LIST))
    elm, oak = listed.rows
    assert (elm.location_id, elm.is_contracted, elm.hours) == ("1-100000001", True, Decimal("1250.50"))
    assert (elm.zone, elm.size_band) == ("North", "Large")
    assert elm.contacts == (CouncilContact("Pat Elm", "pat@elm.example", "020 7946 0000", "Manager"),)
    assert (oak.is_contracted, oak.hours, oak.contacts) == (False, None, ())
    assert listed.faults == ()


HEADERS = (
    "CQC Location ID|Contracted?|Hours per week|Area|Band|Contact|Email address|Telephone|Job title",
    "location id|CONTRACTED (Y/N)|Weekly hours|zone|size  band|Contact name(s)|email(s)|Phone number|roles",
    "CQC Location ID (for office use only)|Contract|Commissioned hours or beds|Lot|Size|Contacts|Emails|Mobile|Job",
)


@pytest.mark.parametrize("header", [header.split("|") for header in HEADERS])
def test_columns_are_known_by_many_names(header):
    plan = council_plan(read(ELM, OAK, header=header), exercise())
    elm, oak = plan.changed
    assert {change.field: change.new for change in elm.fields} == {
        "is_contracted": True,
        "weight": Decimal("1250.50"),
        "zone": "North",
        "size_band": "Large",
    }
    assert [change.field for change in oak.fields] == ["is_contracted"]
    assert plan.people.new[0].email == "pat@elm.example"


def test_beds_weigh_homes_and_hours_weigh_home_care():
    header = ["Location ID", "Commissioned hours", "Registered beds"]
    row = ["1-100000001", "120", "40"]
    for service, weight in (("homecare", 120), ("care_home", 40)):
        (changed,) = council_plan(read(row, header=header), exercise(service=service)).changed
        assert [(change.field, change.new) for change in changed.fields] == [("weight", Decimal(weight))]


def test_what_matches_nothing_is_listed_with_its_row_and_why():
    stranger, ash = ["1-199999999", *ELM[1:]], ["1-100000009", *OAK[1:]]
    plan = council_plan(read(ELM, stranger, ash), exercise())
    assert plan.unmatched == (
        Unmatched(3, "1-199999999", "not in the register: check the ID, or import the CQC directory first"),
        Unmatched(4, "1-100000009", "Ash: dormant, says the CQC"),
    )
    assert plan.not_named == ("Oak",)
    assert plan.matched == 1


def test_the_people_of_a_row_that_matches_nothing_are_not_taken_in():
    assert council_plan(read(["1-199999999", *ELM[1:]]), exercise()).people.new == ()


@pytest.mark.parametrize(
    ("column", "written", "sentence"),
    [
        ("Contracted", "maybe", "Row 2, Contracted: we read “maybe”, we expected yes or no."),
        ("Commissioned hours", "lots", f"Row 2, Commissioned hours: we read “lots”, {NO_HOURS}"),
        ("Commissioned hours", "-5", f"Row 2, Commissioned hours: we read “-5”, {NO_HOURS}"),
        ("E-mail", "pat at elm", "Row 2, E-mail: we read “pat at elm”, we expected a complete email address."),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_the_rest_of_the_row_counts(column, written, sentence):
    row = [*ELM]
    row[HEADER.index(column)] = written
    listed = read(row)
    assert [fault.sentence for fault in listed.faults] == [sentence]
    assert listed.rows[0].zone == "North"


def test_a_row_without_a_location_id_is_named_and_left_out():
    listed = read(["not an id", *ELM[1:]], ELM)
    assert [fault.sentence for fault in listed.faults] == [
        "Row 2, Location ID: we read “notanid”, we expected a CQC location ID, such as 1-123456789."
    ]
    assert not listed.faults[0].kept
    assert len(listed.rows) == 1


def test_a_second_row_of_a_location_brings_another_person_and_what_was_blank():
    more = ["1-100000002", "", "80", "South", "", "Sam Oak", "sam@oak.example", "", ""]
    listed = read(OAK, more)
    (oak,) = listed.rows
    assert (oak.is_contracted, oak.hours, oak.zone) == (False, Decimal("80.00"), "South")
    assert [contact.name for contact in oak.contacts] == ["Sam Oak"]


def test_two_rows_that_contradict_each_other_are_named_and_the_first_counts():
    listed = read(ELM, [ELM[0], "no", "900", *[""] * 6])
    assert [fault.sentence for fault in listed.faults] == [
        "Row 3, Contracted: we read “no”, we expected yes, as row 2 says of this location.",
        "Row 3, Commissioned hours: we read “900.00”, we expected 1250.50, as row 2 says of this location.",
    ]
    assert listed.rows[0].hours == Decimal("1250.50")


def test_several_people_stand_in_numbered_columns_or_in_one_cell():
    numbered = [
        "Location ID",
        "Contact name",
        "Email",
        "Contact name 2",
        "Email 2",
        "Contact 3 name",
        "Contact 3 email",
    ]
    row = ["1-100000001", "A", "a@x.example", "B", "b@x.example", "C", "c@x.example"]
    together = ["1-100000001", *[""] * 4, "A; B\nC", "a@x.example; b@x.example; c@x.example", "", "Manager"]
    for listed in (read(row, header=numbered), read(together)):
        assert [(each.name, each.email) for each in listed.rows[0].contacts] == [
            ("A", "a@x.example"),
            ("B", "b@x.example"),
            ("C", "c@x.example"),
        ]


def test_people_and_phones_that_cannot_be_paired_are_named():
    listed = read([*ELM[:5], "A; B; C", "", "1; 2", ""])
    assert [fault.sentence for fault in listed.faults] == [
        "Row 2, Phone: we read “1; 2”, we expected as many as there are people in this row (3)."
    ]
    assert [each.name for each in listed.rows[0].contacts] == ["A", "B", "C"]


def test_a_phone_number_that_a_spreadsheet_took_for_a_number_gets_its_zero_back():
    (contact,) = read([*ELM[:5], "Pat", "", "2079460000", ""]).rows[0].contacts
    assert contact.phone == "02079460000"


def test_a_person_without_a_name_is_called_by_the_address():
    (contact,) = read([*ELM[:5], "", "pat@elm.example", "", ""]).rows[0].contacts
    assert contact == CouncilContact("pat@elm.example", "pat@elm.example", "", "")


PAT = Person("k1", "p1", "Pat Elm", "pat@elm.example", "", "", ("1-100000001",))


def test_a_person_is_known_again_by_the_address_and_learns_what_is_new():
    plan = council_plan(read([*ELM[:5], "Patricia Elm", "PAT@elm.example", "020 7946 0123", ""]), exercise(PAT))
    (changed,) = plan.people.changed
    assert plan.people.new == ()
    assert changed.fields == (("name", "Pat Elm", "Patricia Elm"), ("phone", "", "020 7946 0123"))


def test_the_same_name_with_another_address_is_another_person():
    plan = council_plan(read([*ELM[:5], "Pat Elm", "other@elm.example", "", ""]), exercise(PAT))
    assert [each.email for each in plan.people.new] == ["other@elm.example"]


def test_the_same_name_at_another_provider_is_another_person():
    row = ["1-100000002", *[""] * 4, "Pat Elm", "", "", ""]
    assert [each.provider for each in council_plan(read(row), exercise(PAT)).people.new] == ["p2"]


def test_one_person_of_a_provider_answers_for_many_locations():
    plan = council_plan(read(ELM, ["1-100000003", *ELM[1:]]), exercise(**{"1-100000003": asked("Elm North", "p1")}))
    (person,) = plan.people.new
    assert person.locations == ("1-100000001", "1-100000003")


def test_what_is_known_already_changes_nothing():
    known = exercise(PAT, **{"1-100000001": Asked("Elm", "p1", Decimal("1250.5"), "North", "Large", True)})
    assert council_plan(read([*ELM[:5], "Pat Elm", "pat@elm.example", "", ""]), known).is_empty


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (["Contracted", "Zone"], "The column “Location ID” is missing. We took row 1 for the header"),
        (["Location ID", "Town"], "This list has location IDs and no other column that we know."),
        (["Name", "Town"], "We found no list in this file."),
    ],
)
def test_a_list_of_no_use_is_refused_in_words(header, sentence):
    with pytest.raises(UnreadableTable, match=sentence):
        read(["1-100000001", "x"], header=header)


def test_a_header_without_rows_is_refused():
    with pytest.raises(UnreadableTable, match="no location under it"):
        read()
