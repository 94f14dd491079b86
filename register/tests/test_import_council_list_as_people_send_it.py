"""Councils' lists as programs and people leave them: nothing is cut, guessed or lost without a word."""

from pathlib import Path

import pytest

from register.domain.council_list import CouncilList, read_council_list
from register.domain.council_rows import CouncilContact
from register.domain.directory_reader import read_directory
from register.tests.directories import COLUMNS, as_csv, invented, table
from spreadsheets.tables.any_file import UnreadableTable

FILES = Path(__file__).parent / "files"
HEADER = ["Location ID", "Zone", "Contact name", "Email", "Phone", "Role"]


def people_in(file: str) -> tuple[list[CouncilContact], list[str]]:
    listed = read_council_list((FILES / file).read_bytes())
    return contacts_of(listed), [fault.sentence for fault in listed.faults]


def contacts_of(listed: CouncilList) -> list[CouncilContact]:
    return [contact for row in listed.rows for contact in row.contacts]


def read(*cells: str) -> CouncilList:
    return read_council_list(as_csv([HEADER, ["1-100000001", *cells]]))


def test_a_quotation_mark_that_is_never_closed_refuses_the_list_and_names_the_row():
    with pytest.raises(UnreadableTable, match=r"^Row 3 has a quotation mark that is opened and never closed"):
        people_in("unclosed_quote.csv")


def test_a_directory_is_refused_alike():
    data = as_csv(table(COLUMNS, invented(3))).replace(b"ZZ1 1ZZ", b'"ZZ1 1ZZ')
    with pytest.raises(UnreadableTable, match=r"^Row 2 has a quotation mark"):
        read_directory(data)


def test_mac_roman_is_read():
    assert people_in("mac_roman.csv") == ([CouncilContact("Zoë Müller", "zoe@elm.example", "", "Café lead")], [])


def test_addresses_in_brackets_behind_names_and_as_links_are_read_and_a_curly_apostrophe_is_asked_about():
    people, faults = people_in("emails_in_brackets.csv")
    assert [(each.name, each.email) for each in people] == [
        ("Olga", "olga@oak.example"),
        ("Mia Manager", "mia@elm.example"),
        ("Pat O’Neil", ""),
        ("Kim", "kim@elm.example"),
    ]
    assert faults == [
        "Row 4, E-mail: we read “pat.o’neil@elm.example”, we expected an address of plain signs; "
        "pat.o'neil@elm.example, if that is meant."
    ]


def test_phones_that_are_too_much_or_damaged_are_named_and_a_lost_zero_comes_back():
    people, faults = people_in("phones_cut.csv")
    assert [(each.name, each.phone) for each in people] == [("Mia", ""), ("Kim", ""), ("Pat", "0169772345")]
    assert faults[0].startswith("Row 2, Phone: we read “020 7946 0000 (office hours) or 07700 900123”, we expected one")
    assert faults[1].startswith("Row 3, Phone: we read “2.07946E+09”, we expected the whole phone number")


@pytest.mark.parametrize(
    ("name", "email", "people"),
    [
        ("", "Mia Manager <mia@elm.example>", [("Mia Manager", "mia@elm.example")]),
        ("Mia Manager <mia@elm.example>", "", [("Mia Manager", "mia@elm.example")]),
        ("mia@elm.example", "", [("mia@elm.example", "mia@elm.example")]),
        ("Mia", "Mia Manager <mia@elm.example>", [("Mia", "mia@elm.example")]),
        ("", "a@b.example, c@d.example", [("a@b.example", "a@b.example"), ("c@d.example", "c@d.example")]),
        ("A; C", "a@b.example / c@d.example", [("A", "a@b.example"), ("C", "c@d.example")]),
        ("A\r\nC", "a@b.example\rc@d.example", [("A", "a@b.example"), ("C", "c@d.example")]),
        ("", "Elm <a@b.example>; Oak <c@d.example>", [("Elm", "a@b.example"), ("Oak", "c@d.example")]),
        ("Mia @ Elm", "", [("Mia @ Elm", "")]),
        ("Zoë", "mailto:zoe%2Bcare@elm.example", [("Zoë", "zoe+care@elm.example")]),
    ],
)
def test_people_are_read_from_one_cell_or_two(name: str, email: str, people: list[tuple[str, str]]):
    listed = read("", name, email, "", "")
    assert [(each.name, each.email) for each in contacts_of(listed)] == people
    assert listed.faults == ()


@pytest.mark.parametrize(
    ("column", "written", "expected"),
    [
        ("Zone", "x" * 101, "at most 100 characters"),
        ("Contact name", "x" * 201, "at most 200 characters"),
        ("Role", "x" * 101, "at most 100 characters"),
        ("Zone", "#N/A", "words: this is an error of the spreadsheet"),
        ("Contact name", "#REF!", "words: this is an error of the spreadsheet"),
        ("Role", "#NAME?", "words: this is an error of the spreadsheet"),
        ("Email", "#N/A", "a complete email address"),
        ("Phone", "#VALUE!", "a phone number"),
        ("Phone", "########", "a phone number"),
        ("Phone", "020 7946 0000 (ring in the mornings before eleven)", "one phone number of at most 40 characters"),
    ],
)
def test_what_is_too_long_or_an_error_is_named_and_never_cut(column: str, written: str, expected: str):
    cells = ["North", "Mia", "mia@elm.example", "020 7946 0000", "Manager"]
    cells[HEADER.index(column) - 1] = written
    listed = read(*cells)
    assert [fault.expected for fault in listed.faults] == [expected]
    (mia,) = contacts_of(listed)
    assert written[:20] not in (listed.rows[0].zone, mia.name, mia.email, mia.phone, mia.job)
