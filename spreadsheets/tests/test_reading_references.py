"""What a defined name points at, and which part a relationship leads to."""

import pytest

from spreadsheets.addresses import (
    address_at,
    corners_of,
    one_cell,
    position_of,
)
from spreadsheets.package import resolved


@pytest.mark.parametrize(
    ("reference", "cell"),
    [
        ("Surplus!$C$5", ("Surplus", "C5")),
        ("Surplus!C5", ("Surplus", "C5")),
        ("surplus!c5", ("surplus", "C5")),
        ("='About the branch'!$C$5", ("About the branch", "C5")),
        ("'It''s ours'!$AA$10", ("It's ours", "AA10")),
        ("'a!b'!$C$5", ("a!b", "C5")),
        (" Surplus!$C$5:$C$5 ", ("Surplus", "C5")),
        ("Surplus!$XFD$1048576", ("Surplus", "XFD1048576")),
    ],
)
def test_a_reference_to_one_cell(reference: str, cell: tuple[str, str]) -> None:
    assert one_cell(reference) == cell


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "#REF!",
        "Surplus!#REF!",
        "Surplus!$C$5:$C$6",
        "Surplus!$C:$C",
        "Surplus!$5:$5",
        "OFFSET(Surplus!$C$5,1,0)",
        "Surplus!$C$5,Surplus!$C$6",
        "Surplus!$C$0",
        "Surplus!$ABCD$5",
        "0.05",
        '"text"',
    ],
)
def test_a_reference_to_anything_else_is_lost(reference: str) -> None:
    assert one_cell(reference) is None


@pytest.mark.parametrize("address", ["A1", "Z9", "AA1", "AZ26", "ZZ99", "AAA1", "XFD1048576"])
def test_addresses_and_positions_are_the_same_places(address: str) -> None:
    position = position_of(address)
    assert position is not None
    assert address_at(*position) == address


def test_an_area_is_known_by_any_two_of_its_corners() -> None:
    assert corners_of("$D$7:B2") == corners_of("B2:D7") == ((2, 2), (4, 7))


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../xl/./worksheets//Sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../docProps/core.xml", "docprops/core.xml"),
        ("../../etc/passwd", None),
        ("/../etc/passwd", None),
    ],
)
def test_a_relationship_leads_to_a_part_or_out_of_the_file(target: str, part: str | None) -> None:
    assert resolved(target, "xl") == part
