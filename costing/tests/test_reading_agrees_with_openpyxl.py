"""openpyxl, slow and plain, reads the same values, formulas and formats from every file that it can open."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from warnings import catch_warnings, simplefilter

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell as OtherCell
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

from accounts.tests.in_turn import first_by_day
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn
from costing.tests.hostile.craft import FORM, filled
from costing.tests.hostile.expectation import HostileFile, mostly_proof
from costing.tests.hostile.human import FILES
from spreadsheets.cells import Cell, CellKind

NOT_FOR_OPENPYXL = {
    "NaN": "does not open it",
    "infinity": "does not open it",
    "a number that is none": "does not open it",
    "1e309": "takes it for infinity",
    "a number with a billion digits after the e": "takes it for infinity",
    "line breaks written as _x000D_": "does not decode it",
    "an underscore that is one": "does not decode it",
    "control characters in disguise": "does not decode it",
    "lone surrogates": "does not decode it",
    "an emoji in two halves": "does not decode it",
    "saved by LibreOffice": "is slow to make; the reading of it is held against the original",
}
OPENED = [file for file in FILES if not file.code and file.name not in NOT_FOR_OPENPYXL]


@pytest.mark.parametrize("file", mostly_proof(OPENED), ids=lambda file: file.name)
def test_every_cell_is_what_openpyxl_finds_at_its_address(file: HostileFile) -> None:
    data = file.build()
    raw = read_workbook(data, FORMS)
    assert isinstance(raw, RawReturn)
    assert _differences(data, raw) == []


@pytest.mark.parametrize("seed", first_by_day(range(4), 2))
def test_whatever_is_typed_is_read_as_openpyxl_reads_it(seed: int) -> None:
    chance = random.Random(seed)
    with _opened(filled()) as book:
        for name in FORM.by_key:
            title, cell = next(book.defined_names[name].destinations)
            book[title][cell] = _anything(chance)
        data = _saved(book)
    raw = read_workbook(data, FORMS)
    assert isinstance(raw, RawReturn)
    assert len(raw.cells) == len(FORM.questions)
    assert _differences(data, raw) == []


def test_no_file_is_excused_that_does_not_exist() -> None:
    assert set(NOT_FOR_OPENPYXL) <= {file.name for file in FILES}


def _differences(data: bytes, raw: RawReturn) -> list[tuple[Cell, object]]:
    with _opened(data) as formulas, _opened(data, data_only=True) as values:
        return [
            (cell, values[cell.sheet][cell.address].value)
            for cell in raw.cells.values()
            if not _agree(cell, values[cell.sheet][cell.address], formulas[cell.sheet][cell.address])
        ]


def _agree(cell: Cell, value: OtherCell, formula: OtherCell) -> bool:
    if cell.is_formula != (formula.data_type == "f"):
        return False
    match cell.kind:
        case CellKind.EMPTY:
            return value.value is None
        case CellKind.NUMBER:
            return cell.is_date == value.is_date and float(cell.text) == pytest.approx(_number(value), rel=1e-15)
        case CellKind.BOOLEAN:
            return value.value is (cell.text == "TRUE")
        case CellKind.TEXT if isinstance(value.value, date):
            return datetime.fromisoformat(cell.text) == datetime.fromisoformat(value.value.isoformat())
    return cell.text == (value.value or "")


def _number(cell: OtherCell) -> float:
    epoch = cell.parent.parent.epoch
    return float(to_excel(cell.value, epoch)) if cell.is_date else float(cell.value)


def _anything(chance: random.Random) -> object:
    kinds = (
        lambda: chance.uniform(-1e6, 1e6),
        lambda: chance.random() * 10.0 ** chance.randint(-300, 300),
        lambda: chance.randint(-(10**12), 10**12),
        lambda: "".join(chance.choices("aé£€東😀 \t\n<&>\"'_x5", k=chance.randint(1, 40))),
        lambda: chance.random() < 0.5,
        lambda: date(2000, 1, 1 + chance.randint(0, 30)),
        lambda: datetime(2020, 5, 17, 13, 45),
        lambda: "#N/A",
        lambda: "=1+1",
        lambda: None,
    )
    return chance.choice(kinds)()


@contextmanager
def _opened(data: bytes, *, data_only: bool = False) -> Iterator[Workbook]:
    with catch_warnings():
        simplefilter("ignore")  # it remarks on what it leaves out, which is nothing we read
        book = load_workbook(BytesIO(data), data_only=data_only)
    yield book
    book.close()


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
