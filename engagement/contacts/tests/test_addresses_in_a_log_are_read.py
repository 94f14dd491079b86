"""People in an old log are read with their addresses; an address that is not clear is asked about, row by row."""

import pytest

from engagement.campaigns.domain.audience import is_fit
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.reader import LogFile, read_log


def log_of(people: str) -> LogFile:
    cell = people.replace('"', '""')
    return read_log(f'Date,Channel,Outcome,Location ID,People\n01/04/2026 00:00:00,Call,Spoke,1-1,"{cell}"\n'.encode())


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("Sam Elm <Sam@elm.example>", [Somebody("Sam Elm", "sam@elm.example")]),
        ("<sam@elm.example>", [Somebody("", "sam@elm.example")]),
        ("mailto:sam@elm.example?subject=hi", [Somebody("", "sam@elm.example")]),
        ("Sam (sam@elm.example); Kim", [Somebody("Sam", "sam@elm.example"), Somebody("Kim")]),
        ('"Elm, Sam" <sam+care@elm.example>\nKim', [Somebody("Elm, Sam", "sam+care@elm.example"), Somebody("Kim")]),
        ("Sam @ reception", [Somebody("Sam @ reception")]),
    ],
)
def test_addresses_are_read_as_in_all_lists(written: str, people: list[Somebody]) -> None:
    log = log_of(written)
    assert log.faults == [] and list(log.lines[0].line.people) == people


@pytest.mark.parametrize(
    "written", ["Pat <pat.o’neil@elm.example>", "pat@elm", "a@b.example, c@d.example", "zoë@elm.example"]
)
def test_an_address_that_is_not_clear_names_its_row(written: str) -> None:
    (fault,) = log_of(written).faults
    assert fault.row == 2 and fault.column == "People" and "address" in fault.expected


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("sam@elm.example", True),
        ("Sam@Elm.example", True),
        ("sam@bücher.example", True),
        ("pat.o’neil@elm.example", False),
        ("<sam@elm.example>", False),
        ("sam@elm.example?subject=hi", False),
        ("sam@elm.example\nBcc: x@y.example", False),
        ("", False),
    ],
)
def test_a_campaign_writes_only_to_what_is_an_address_and_nothing_else(address: str, is_one: bool) -> None:
    assert is_fit(address) is is_one
