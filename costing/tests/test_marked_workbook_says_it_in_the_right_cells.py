"""The provider's own workbook back: each comment in the cell that was read, whatever was done to the file."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings, simplefilter

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.colours import ALWAYS
from costing.annotated_workbook.first_sheet import TITLE
from costing.annotated_workbook.marks import Mark
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn
from costing.tests.hostile.craft import (
    filled,
    rewritten,
    sheet_part,
    with_text,
)
from costing.tests.hostile.expectation import HostileFile, mostly_proof
from costing.tests.hostile.human import FILES
from costing.tests.libreoffice import convert
from costing.tests.test_reading_agrees_with_openpyxl import OPENED

KEYS = ("location_id", "visits_15", "basic_pay_rate", "holiday_weeks", "back_office_cost", "own_total")


def marks_on(raw: RawReturn, keys: tuple[str, ...] = KEYS) -> dict[str, Mark]:
    """One for each key that has a cell; the words name the key, so that each is known again."""
    cells = {key: raw.cells[key] for key in keys if key in raw.cells}
    return {
        key: Mark(cell.sheet, cell.address, key, cell.text[:20], f"About {key}.", "Mend it.", position % 2 == 0)
        for position, (key, cell) in enumerate(cells.items())
    }


def read(data: bytes) -> RawReturn:
    raw = read_workbook(data, FORMS)
    assert isinstance(raw, RawReturn)
    return raw


def opened(data: bytes) -> Workbook:
    with catch_warnings():
        simplefilter("ignore")  # LibreOffice adds parts that openpyxl does not know
        return load_workbook(BytesIO(data))


def comments_in(book: Workbook) -> dict[tuple[str, str], str]:
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment)
    return {(cell.parent.title, cell.coordinate): cell.comment.text for cell in cells}


def assert_said(book: Workbook, marks: Mapping[str, Mark]) -> None:
    said = comments_in(book)
    for key, mark in marks.items():
        assert f"About {key}." in said[mark.sheet, mark.cell]
    assert len([text for text in said.values() if "About " in text]) == len(marks)


def rows_inserted_above() -> bytes:
    """Put in at the top of a sheet, and left out of the file, as spreadsheet programs leave out blank ones."""
    return next(file for file in FILES if file.name == "rows inserted").build()


def blank_rows_above(left: str) -> bytes:
    """The rows above the first question were emptied; a program then writes them empty, or not at all."""
    return rewritten(
        sheet_part("Careworker pay"), lambda s: re.sub(r'<row r="([1-4])".*?</row>', left, s, flags=re.S), filled()
    )


def hidden_rows_above() -> bytes:
    return rewritten(
        sheet_part("Careworker pay"), lambda s: re.sub(r'<row r="([1-4])"', r'<row r="\1" hidden="1"', s), filled()
    )


@pytest.mark.parametrize(
    "file", mostly_proof([file for file in OPENED if file.version == "1"]), ids=lambda file: file.name
)
def test_each_comment_stands_in_the_cell_that_was_read(file: HostileFile) -> None:
    data = file.build()
    marks = marks_on(read(data))
    book = opened(annotate(data, list(marks.values())))
    assert book.sheetnames[0] == TITLE
    assert_said(book, marks)


def test_a_marked_workbook_can_be_put_right_and_sent_again() -> None:
    data = filled()
    before, after = read(data), read(annotate(data, list(marks_on(read(data)).values())))
    assert after == before


def test_the_file_that_came_stays_as_it_is() -> None:
    data = bytes(filled())
    annotate(data, list(marks_on(read(data)).values()))
    assert data == filled()


@pytest.mark.nightly
def test_marks_of_the_last_time_are_gone_and_a_person_s_own_comment_stays() -> None:
    marks = marks_on(read(filled()))
    first = opened(annotate(filled(), list(marks.values())))
    there = marks["basic_pay_rate"]
    own = first[there.sheet][there.cell].comment
    own.text = f"Ask Ann.\n\n{own.text}"
    buffer = BytesIO()
    first.save(buffer)
    left = [marks["visits_15"]]
    book = opened(annotate(buffer.getvalue(), left))
    assert comments_in(book)[there.sheet, there.cell] == "Ask Ann."
    assert len(comments_in(book)) == 2
    assert book.sheetnames.count(TITLE) == 1
    rules = [rule for sheet in book for area in sheet.conditional_formatting for rule in area.rules]
    assert len([rule for rule in rules if rule.formula == [ALWAYS]]) == 1


def test_what_a_person_typed_is_never_a_formula_on_the_first_sheet() -> None:
    data = with_text("basic_pay_rate", "=1+1")
    mark = Mark("Careworker pay", "C7", "Basic pay", "=1+1", "@SUM(1)", "-1", True)
    book = opened(annotate(data, [mark]))
    row = next(row for row in book[TITLE].iter_rows() if row[0].value == "Put right")
    assert [cell.data_type for cell in row] == ["s"] * len(row)
    assert row[4].value == "=1+1"


def test_a_finding_of_the_whole_file_stands_on_the_first_sheet_alone() -> None:
    book = opened(annotate(filled(), [Mark("", "", "The whole return", "", "About all.", "Mend it.", True)]))
    assert comments_in(book) == {}
    assert "About all." in [cell.value for row in book[TITLE].iter_rows() for cell in row]


def test_a_place_that_is_none_is_passed_over() -> None:
    marks = [Mark("Not there", "C5", "", "", "a.", "", True), Mark("Surplus", "nowhere", "", "", "b.", "", True)]
    assert comments_in(opened(annotate(filled(), marks))) == {}


@pytest.mark.proof
def test_libreoffice_shows_each_comment_where_it_belongs(tmp_path: Path) -> None:
    """As it came, and with blank, hidden and inserted rows above: all in one start of LibreOffice."""
    into = tmp_path / "out"
    into.mkdir()
    files = {
        "plain": filled(),
        "inserted": rows_inserted_above(),
        "hidden": hidden_rows_above(),
        "blank": blank_rows_above(r'<row r="\1"></row>'),
        "left out": blank_rows_above(""),
    }
    assert len(set(files.values())) == len(files)
    marks = {name: marks_on(read(data)) for name, data in files.items()}
    for name, data in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(annotate(data, list(marks[name].values())))
    convert([tmp_path / f"{name}.xlsx" for name in files], "xlsx", into, tmp_path / "profile")
    for name in files:
        book = opened((into / f"{name}.xlsx").read_bytes())
        assert_said(book, marks[name])
        assert book.active.title == TITLE
    assert marks["plain"]["basic_pay_rate"].cell != marks["inserted"]["basic_pay_rate"].cell
