"""Directories as spreadsheet programs save them: LibreOffice's ods and xlsx, openpyxl's xlsx, and sheets that lie."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from costing.tests.libreoffice import convert
from register.domain.directory import Directory
from register.domain.directory_reader import read_directory
from register.tests.directories import (
    COLUMNS,
    TITLE_ROWS,
    as_csv,
    as_xlsx,
    invented,
    table,
)
from spreadsheets.tables.any_file import read_rows

ROWS = invented(40)
CELLS = table(COLUMNS, ROWS, TITLE_ROWS)


def directory(data: bytes) -> Directory:
    found = read_directory(data)
    assert isinstance(found, Directory)
    return found


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Callable[[str], bytes]:
    """What LibreOffice makes of the xlsx that a person opens: started once for each kind that is asked for."""
    folder = tmp_path_factory.mktemp("saved")
    source = folder / "directory.xlsx"
    source.write_bytes(as_xlsx(HSCA_Active_Locations=CELLS))

    @cache
    def as_kind(kind: str) -> bytes:
        into = folder / kind
        into.mkdir()
        convert([source], kind, into, folder / "profile")
        return (into / f"directory.{kind}").read_bytes()

    return as_kind


@pytest.mark.parametrize(
    "kind", [pytest.param("ods", marks=pytest.mark.nightly), pytest.param("xlsx", marks=pytest.mark.proof)]
)
def test_libreoffice_s_files_say_what_was_put_into_them(saved, kind):
    found, expected = directory(saved(kind)), directory(as_csv(CELLS))
    assert found.faults == ()
    assert found.listed == expected.listed


def written_by_openpyxl(cells, *, write_only: bool) -> bytes:
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet("Locations")
    for row in cells:
        sheet.append([cell or None for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("write_only", [False, True])
def test_openpyxl_s_files_say_what_was_put_into_them(write_only):
    assert directory(written_by_openpyxl(CELLS, write_only=write_only)).listed == directory(as_csv(CELLS)).listed


def changed(data: bytes, part: str, pattern: str, by: str) -> bytes:
    """A workbook with one of its parts rewritten."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            body = before.read(name).decode()
            after.writestr(name, re.sub(pattern, by, body) if name == part else body)
    return buffer.getvalue()


def test_a_sheet_that_lies_about_its_size_loses_nothing():
    """Where openpyxl in its read-only mode would drop all but one cell."""
    data = changed(as_xlsx(a=CELLS), "xl/worksheets/sheet1.xml", r'<dimension ref="[^"]*"', '<dimension ref="A1"')
    assert b'ref="A1"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert directory(data).listed == directory(as_csv(CELLS)).listed


def test_cells_and_rows_that_do_not_say_where_they_stand_follow_one_another():
    cells = [["Location ID", "b", "c"], ["1-100000001", "x", "y"]]
    data = changed(as_xlsx(a=cells), "xl/worksheets/sheet1.xml", r' r="[A-Z]*\d+"', "")
    assert rows_of(data) == [(1, cells[0]), (2, cells[1])]


def rows_of(data: bytes) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []

    def take(number: int, cells: list[str]) -> bool:
        rows.append((number, list(cells)))
        return True

    read_rows(data, lambda _: take)
    return rows


def test_numbers_days_and_marks_come_as_people_read_them():
    book = openpyxl.Workbook()
    book.active.append([35, 35.0, 3.5, date(2026, 4, 1), True, "=1+1", "a\nb"])
    buffer = io.BytesIO()
    book.save(buffer)
    ((number, cells),) = rows_of(buffer.getvalue())
    assert number == 1
    assert cells == ["35", "35", "3.5", "2026-04-01", "TRUE", "", "a\nb"]


@pytest.mark.proof
def test_our_streams_agree_with_openpyxl_cell_by_cell(saved):
    """The slow plain twin: everything it reads, we read."""
    sheet = openpyxl.load_workbook(io.BytesIO(saved("xlsx"))).active
    plain = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    for number, cells in rows_of(saved("xlsx")):
        assert cells == trimmed(plain[number - 1])


def trimmed(cells: list[str]) -> list[str]:
    filled = [place for place, cell in enumerate(cells, 1) if cell]
    return cells[: filled[-1]] if filled else []


@pytest.mark.nightly
def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, saved):
    path = tmp_path / "directory.csv"
    path.write_bytes(saved("ods"))
    assert len(directory(path.read_bytes()).listed) == len(ROWS)
