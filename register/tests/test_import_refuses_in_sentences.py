"""A file that is of no use is refused with a sentence that says what to do; a hostile one costs nothing."""

import pytest

from register.domain.directory import Directory
from register.domain.directory_reader import read_directory
from register.tests.directories import (
    COLUMNS,
    WEEKLY,
    as_csv,
    as_ods,
    as_xlsx,
    invented,
    packed_ods,
    table,
)
from spreadsheets.tables import limits
from spreadsheets.tables.any_file import UnreadableTable

ROWS = invented(3)
FILTERS = table(COLUMNS, ROWS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\x00".encode("utf-16-le")
ENCRYPTED = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableTable) as refused:
        read_directory(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7 ...", "This is no spreadsheet. It looks like a PDF document."),
        (OLE, "This file is in an old Excel format (.xls)."),
        (b"PK\x03\x04 and no more", "This file is damaged or was not copied whole."),
        (as_ods(a=FILTERS)[:-200], "This file is damaged or was not copied whole."),
        (as_xlsx(a=FILTERS)[:-200], "This file is damaged or was not copied whole."),
        (packed_ods("<office>", ENCRYPTED), "This file has a password."),
        (packed_ods("<not><closed></not>"), "This file is damaged or was not copied whole."),
        (packed_ods(LAUGHS), "This file holds instructions that no spreadsheet program writes"),
        (b'Location ID,"Name\n' + b"x" * 200_000, "Row 1 has a quotation mark that is opened and never closed"),
    ],
)
def test_what_is_no_readable_spreadsheet_is_refused_in_words(data, sentence):
    assert refusal(data).startswith(sentence)


@pytest.mark.parametrize("make", [as_csv, lambda cells: as_ods(a=cells), lambda cells: as_xlsx(a=cells)])
def test_a_table_that_is_no_directory_is_refused_with_what_was_looked_for(make):
    assert "We looked for a row with the column “Location ID”" in refusal(make([["Name", "Town"], ["A", "B"]]))


def test_one_missing_column_is_named_with_the_header_it_is_missing_from():
    columns = [name for name in COLUMNS if name != "Provider ID"]
    assert refusal(as_ods(Locations=table(columns, ROWS, [["Title"]]))) == (
        "The column “Provider ID” is missing. "
        "We took row 2 of the sheet “Locations” for the header, of a directory with filters."
    )


def test_several_missing_columns_are_named_together():
    columns = [name for name in WEEKLY if name not in ("Service types", "Local authority")]
    assert refusal(as_csv(table(columns, []))).startswith(
        "The columns “Service types” and “Local authority” are missing"
    )


def test_a_header_without_locations_is_refused():
    assert refusal(as_csv([COLUMNS])) == "There is a header in this file, but no location under it."


def test_a_file_is_too_large_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    assert refusal(b"x" * 1001).startswith("This file is too large: 0.0 MB.")


@pytest.mark.parametrize("make", [lambda cells: as_ods(a=cells), lambda cells: as_xlsx(a=cells)])
def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch, make):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    assert "unpacks to far more" in refusal(make(FILTERS))


def test_cells_that_say_they_repeat_a_billion_times_cost_nothing():
    cell = '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row>'
    hostile = (
        '<x xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<table:table table:name="a">{row}</table:table></x>'
    )
    assert "We found no directory" in refusal(packed_ods(hostile))


def test_comments_in_cells_are_not_their_text():
    plain = as_ods(a=FILTERS)
    assert isinstance(read_directory(plain), Directory)
    content = (
        '<x xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="a">{}</table:table></x>'
    )
    comment = "<office:annotation><text:p>by somebody</text:p></office:annotation>"
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{comment}<text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in table(
            [
                "Location ID",
                "Location Name",
                "Location Local Authority",
                "Provider ID",
                "Provider Name",
                "Care home?",
                "Service type - Domiciliary care service",
                "Service user band - Older People",
            ],
            [ROWS[0]],
        )
    )
    found = read_directory(packed_ods(content.format(rows)))
    assert isinstance(found, Directory)
    assert found.listed[0].name == "Location 00000"
