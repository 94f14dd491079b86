"""A directory is read the same from ods, xlsx and csv, wherever its header stands, and in each of its layouts."""

import pytest

from register.domain.directory import Brand, Directory, Ratings
from register.domain.directory_layouts import LayoutName
from register.domain.directory_reader import read_directory
from register.tests.directories import (
    COLUMNS,
    RATINGS,
    TITLE_ROWS,
    WEEKLY,
    WEEKLY_TITLE,
    as_csv,
    as_ods,
    as_xlsx,
    invented,
    ratings_from,
    table,
    weekly_from,
)

ROWS = invented(60)
FILTERS = table(COLUMNS, ROWS)
WITH_TITLE = table(COLUMNS, ROWS, TITLE_ROWS)
IN_WEEKLY = table(WEEKLY, map(weekly_from, ROWS), WEEKLY_TITLE)
README = [["HSCA Active Locations"], ["Column", "What it means"], ["Location ID", "The CQC's number"]]
DUAL = [["Location ID", "Location Name", "Provider ID", "Linked Organisation ID"], ["1-100000001", "x", "y", "z"]]

KINDS = {
    "csv": as_csv(FILTERS),
    "csv with a byte order mark": as_csv(FILTERS, bom=True),
    "csv as Windows writes it": as_csv(FILTERS, encoding="cp1252"),
    "csv in UTF-16": as_csv(FILTERS, encoding="utf-16"),
    "semicolons": as_csv(FILTERS, separator=";"),
    "tabs": as_csv(FILTERS, separator="\t"),
    "27 rows above": as_csv(WITH_TITLE),
    "ods": as_ods(HSCA_Active_Locations=WITH_TITLE),
    "ods with other sheets": as_ods(README=README, Dual_Registration_Locations=DUAL, HSCA_Active_Locations=FILTERS),
    "xlsx": as_xlsx(HSCA_Active_Locations=FILTERS),
    "xlsx with other sheets": as_xlsx(README=README, Dual_Registration=DUAL, HSCA_Active_Locations=WITH_TITLE),
}


def directory(data: bytes) -> Directory:
    found = read_directory(data)
    assert isinstance(found, Directory)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_says_the_same(kind):
    found = directory(KINDS[kind])
    assert found.layout == LayoutName.FILTERS
    assert found.faults == ()
    assert found.listed == directory(KINDS["csv"]).listed
    assert len(found.listed) == len(ROWS)


def test_what_a_row_says_is_what_was_written():
    """A plain twin: each field from its column by name."""
    for row, listed in zip(ROWS, directory(KINDS["ods"]).listed, strict=True):
        assert listed.location_id == row["Location ID"]
        assert listed.provider_id == row["Provider ID"]
        assert listed.provider_name == row["Provider Name"]
        assert listed.authority == row["Location Local Authority"]
        assert listed.details == {
            "name": row["Location Name"],
            "postcode": row["Location Postal Code"],
            "region": row["Location Region"],
            "rating": row["Location Latest Overall Rating"],
            "beds": int(row["Care homes beds"]) if "Care homes beds" in row else None,
            "is_homecare": row.get("Service type - Domiciliary care service") == "Y",
            "is_care_home": row["Care home?"] == "Y",
            "has_nursing": row.get("Service type - Care home service with nursing") == "Y",
            "is_without_nursing": row.get("Service type - Care home service without nursing") == "Y",
            "is_for_older_people": row.get("Service user band - Older People") == "Y",
            "is_dormant": row["Dormant (Y/N)"] == "Y",
        }


def test_a_dash_is_no_brand_and_the_word_before_a_brand_is_dropped():
    brands = {row["Brand ID"]: listed.brand for row, listed in zip(ROWS, directory(KINDS["xlsx"]).listed, strict=True)}
    assert brands["-"] is None
    assert brands["BD000"] == Brand("BD000", "Group 000")


def test_capitals_and_blanks_in_a_header_do_not_count():
    cells = [[f" {name.upper()}  " for name in FILTERS[0]], *FILTERS[1:]]
    assert directory(as_csv(cells)).listed == directory(KINDS["csv"]).listed


def test_the_weekly_directory_tells_the_same_services_in_other_words():
    weekly, full = directory(as_csv(IN_WEEKLY, bom=True)), directory(KINDS["csv"])
    assert weekly.layout == LayoutName.WEEKLY
    for short, long in zip(weekly.listed, full.listed, strict=True):
        assert (short.location_id, short.provider_id, short.authority) == (
            long.location_id,
            long.provider_id,
            long.authority,
        )
        assert short.details.items() <= long.details.items()


def test_the_weekly_directory_says_nothing_of_beds_brands_ratings_or_dormancy():
    weekly = directory(as_csv(IN_WEEKLY))
    assert not weekly.says_brands
    assert not {"beds", "rating", "is_dormant"} & weekly.listed[0].details.keys()


@pytest.mark.parametrize(
    "make", [as_csv, lambda cells: as_ods(Locations=cells), lambda cells: as_xlsx(Locations=cells)]
)
def test_of_the_ratings_only_the_overall_one_of_the_whole_location_counts(make):
    cells = table(RATINGS, (each for row in ROWS for each in ratings_from(row)))
    found = read_directory(make(cells))
    assert isinstance(found, Ratings)
    assert found.overall == {row["Location ID"]: row["Location Latest Overall Rating"] for row in ROWS}


def test_of_two_overall_ratings_the_later_one_counts():
    older, newer = (
        {
            "Location ID": "1-100000001",
            "Service / Population Group": "Overall",
            "Domain": "Overall",
            "Latest Rating": rating,
            "Publication Date": day,
        }
        for rating, day in (("Good", "01/12/2023"), ("Inadequate", "02/01/2024"))
    )
    for rows in ([older, newer], [newer, older]):
        found = read_directory(as_csv(table(RATINGS, rows)))
        assert isinstance(found, Ratings) and found.overall == {"1-100000001": "Inadequate"}


def test_a_column_that_is_missing_but_not_needed_is_said_and_its_field_left_alone():
    columns = [name for name in COLUMNS if name != "Care homes beds"]
    found = directory(as_csv(table(columns, ROWS)))
    assert found.notes == ("There is no column “Care homes beds”: what we know of it stays.",)
    assert "beds" not in found.listed[0].details


def test_a_location_that_is_listed_twice_alike_counts_once():
    found = directory(as_csv([*FILTERS, FILTERS[5]]))
    assert (len(found.listed), found.repeated, found.faults) == (len(ROWS), 1, ())


def test_of_a_location_that_is_listed_twice_unlike_the_first_row_counts_and_the_second_is_named():
    other = [*FILTERS[5]]
    other[COLUMNS.index("Location Name")] = "Another name"
    found = directory(as_csv([*FILTERS, other]))
    assert found.listed == directory(KINDS["csv"]).listed
    (fault,) = found.faults
    assert fault.sentence == (
        "Row 62, Location ID: we read “1-100000004”, we expected each location once; an earlier row says otherwise."
    )


@pytest.mark.parametrize(
    ("column", "written", "sentence", "kept"),
    [
        ("Location ID", "12 34 x!", "Row 2, Location ID: we read “1234x!”, we expected a CQC location ID", False),
        ("Location ID", "", "Row 2, Location ID: the cell is blank, we expected a CQC location ID", False),
        ("Provider ID", "-", "Row 2, Provider ID: we read “-”, we expected a CQC provider ID", False),
        ("Location Name", "", "Row 2, Location Name: the cell is blank, we expected the name", False),
        ("Care homes beds", "many", "Row 2, Care homes beds: we read “many”, we expected a whole number", True),
        ("Care home?", "perhaps", "Row 2, Care home?: we read “perhaps”, we expected Y or blank", True),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_row_and_column(column, written, sentence, kept):
    cells = [list(row) for row in FILTERS]
    cells[1][COLUMNS.index(column)] = written
    found = directory(as_csv(cells))
    (fault,) = found.faults
    assert fault.sentence.startswith(sentence)
    assert fault.kept is kept
    assert len(found.listed) == len(ROWS) - (not kept)


def test_rows_are_numbered_as_in_the_file_whatever_stands_above_them():
    cells = [list(row) for row in WITH_TITLE]
    cells[-1][COLUMNS.index("Provider ID")] = "?"
    for data in (as_csv(cells), as_ods(a=cells), as_xlsx(a=cells)):
        (fault,) = directory(data).faults
        assert fault.row == len(TITLE_ROWS) + 1 + len(ROWS)


def test_trusts_have_ids_of_their_own_kind():
    row = {**ROWS[0], "Location ID": "RWJ09", "Provider ID": "RWJ"}
    assert directory(as_csv(table(COLUMNS, [row]))).listed[0].location_id == "RWJ09"
