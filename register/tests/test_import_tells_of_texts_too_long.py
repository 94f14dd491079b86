"""A text longer than the register keeps is never cut in silence: names are shortened and told, others left out."""

import pytest

from register.domain.directory import Directory, Ratings
from register.domain.directory_reader import read_directory
from register.tests.directories import COLUMNS, RATINGS, WEEKLY, as_csv, invented, ratings_from, table, weekly_from

LONG = "Elm Care and Support " * 12


def read(column: str, text: str) -> Directory:
    row, other = invented(2)
    found = read_directory(as_csv(table(COLUMNS, [row | {"Brand ID": "BD1", column: text}, other])))
    assert isinstance(found, Directory)
    return found


@pytest.mark.parametrize("column", ["Location Name", "Provider Name", "Location Local Authority", "Brand Name"])
def test_a_name_is_kept_as_far_as_it_goes_and_the_row_counts(column: str):
    found = read(column, LONG)
    (fault,) = found.faults
    assert fault.kept and fault.sentence.startswith(f"Row 2, {column}: we read “Elm Care and Support")
    assert fault.sentence.endswith("we expected at most 200 characters: the first 200 are kept.")
    first = found.listed[0]
    kept = {
        "Location Name": first.details["name"],
        "Provider Name": first.provider_name,
        "Location Local Authority": first.authority,
        "Brand Name": first.brand.name if first.brand else "",
    }
    assert len(found.listed) == 2 and kept[column] == LONG[:200]


@pytest.mark.parametrize(
    ("column", "field", "longest"),
    [
        ("Location Postal Code", "postcode", 12),
        ("Location Region", "region", 60),
        ("Location Latest Overall Rating", "rating", 40),
    ],
)
def test_what_would_be_wrong_when_cut_is_left_out_and_the_row_counts(column: str, field: str, longest: int):
    found = read(column, "x" * (longest + 1))
    (fault,) = found.faults
    assert fault.kept and fault.sentence.endswith(f"we expected at most {longest} characters.")
    assert len(found.listed) == 2 and field not in found.listed[0].details
    assert read(column, "x" * longest).faults == ()


def test_a_brand_s_number_is_not_cut_into_another_s():
    found = read("Brand ID", "B" * 41)
    assert found.listed[0].brand is None and [each.column for each in found.faults] == ["Brand ID"]


def test_the_weekly_directory_tells_it_too():
    found = read_directory(as_csv(table(WEEKLY, [weekly_from(invented(1)[0]) | {"Name": LONG}])))
    assert [each.column for each in found.faults] == ["Name"]


def test_so_do_the_ratings():
    rows = [row | {"Latest Rating": "Good, and more" * 4} for row in ratings_from(invented(1)[0])]
    found = read_directory(as_csv(table(RATINGS, rows)))
    assert isinstance(found, Ratings) and found.overall == {}
    assert "at most 40 characters" in found.faults[0].sentence
