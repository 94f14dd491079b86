"""A table is written as csv and as a workbook: marked, the same each time, and no cell of it runs."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from spreadsheets.table_files import table_csv, table_file, table_xlsx

HEADS = ("Name", "How many", "£")
ROWS = [("=1+1", 3, Decimal("-1.50")), ("Ann\nBee \u202e", 0, None), ("x" * 40_000, 10**15, Decimal("0.01"))]


def test_a_csv_file_has_the_mark_the_heads_and_the_rows():
    rows = list(csv.reader(StringIO(table_csv("For us", HEADS, ROWS).removeprefix("\ufeff"))))
    assert rows[:3] == [["For us"], [], list(HEADS)]
    assert rows[3] == ["'=1+1", "3", "'-1.50"] and rows[4][1:] == ["0", ""]


def test_a_workbook_has_numbers_as_numbers_and_text_as_text():
    sheet = load_workbook(
        BytesIO(table_xlsx("A title of more than thirty-one characters", "For us", HEADS, ROWS))
    ).active
    assert sheet["A1"].value == "For us" and [cell.value for cell in sheet[3]] == list(HEADS)
    assert (sheet["A4"].value, sheet["A4"].data_type, sheet["B4"].value, sheet["C4"].value) == ("=1+1", "s", 3, -1.5)
    assert (sheet["C5"].value, len(sheet["A6"].value)) == (None, 32_767)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_table_is_the_same_file_and_an_empty_one_is_whole(kind: str):
    assert table_file(kind, "T", "M", HEADS, ROWS) == table_file(kind, "T", "M", HEADS, ROWS)
    assert table_file(kind, "T", "M", HEADS, [])
