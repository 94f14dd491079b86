"""Where it is asked for, a cell that shows a percentage is read as it shows it; otherwise as it is stored."""

import io

import openpyxl
import pytest

from spreadsheets.tables.any_file import read_rows
from spreadsheets.tables.rows import in_percent


@pytest.mark.parametrize(("says_percent", "expected"), [(True, ["130%", "8%", "12.5%", "1.3"]),
                                                        (False, ["1.3", "0.08", "0.125", "1.3"])])  # fmt: skip
def test_a_share_is_read_with_its_sign(says_percent: bool, expected: list[str]):
    book = openpyxl.Workbook()
    for column, (value, shown) in enumerate(((1.3, "0%"), (0.08, "0%"), (0.125, "0.0%"), (1.3, "General")), 1):
        book.active.cell(1, column, value).number_format = shown
    file, rows = io.BytesIO(), []
    book.save(file)
    read_rows(file.getvalue(), lambda _: lambda _number, cells: rows.append(cells) or True, says_percent=says_percent)
    assert rows == [expected]


def test_what_is_no_number_stays_as_it_is():
    assert [in_percent(text) for text in ("#REF!", "", "nan", "1e400")] == ["#REF!", "", "nan", "1e400"]
