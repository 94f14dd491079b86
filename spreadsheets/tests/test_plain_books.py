"""Tables as xlsx and ods: numbers with the digits they have, text that runs nowhere, the same bytes each time."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from spreadsheets.plain_books import PlainSheet, book_ods, book_xlsx

SHEETS = [
    PlainSheet(
        "A sheet with a name of more than thirty-one letters",
        ("Words", "Amount", "Number", "Nothing"),
        (("=1+1", Decimal("0.07"), 3, None), ('<b> & "c"\x00\nd', Decimal("1090.00"), 0, None)),
    ),
    PlainSheet("Empty", ("Only a head",), ()),
]


@pytest.mark.parametrize("write", [book_xlsx, book_ods])
def test_the_same_sheets_are_the_same_bytes(write):
    assert write(SHEETS) == write(SHEETS)


def test_a_decimal_is_written_with_its_own_digits():
    page = ZipFile(BytesIO(book_xlsx(SHEETS))).read("xl/worksheets/sheet1.xml").decode()
    assert "<v>0.07</v>" in page and "<v>1090" in page and "<f>" not in page
    content = ZipFile(BytesIO(book_ods(SHEETS))).read("content.xml").decode()
    assert 'office:value="0.07"' in content and "table:formula" not in content


def test_an_ods_is_known_by_its_first_part_which_is_stored():
    first = ZipFile(BytesIO(book_ods(SHEETS))).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", 0)


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_kept():
    content = ZipFile(BytesIO(book_ods(SHEETS))).read("content.xml").decode()
    assert '<text:p>&lt;b&gt; &amp; "c"</text:p><text:p>d</text:p>' in content
