"""Every kind of broken, hostile or merely human file is refused with its code, or read as what it says."""

from functools import cache

import pytest

from costing.forms import FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn, Unreadable
from costing.sandbox import read_measured
from costing.tests.hostile.craft import filled
from costing.tests.hostile.expectation import HostileFile, each_in_turn
from costing.tests.hostile_files import FILES
from spreadsheets.cells import Cell, CellKind
from spreadsheets.refusals import Cause

REFUSED = [file for file in FILES if file.code]
READ = [file for file in FILES if not file.code]
MOST_KILOBYTES = 512 * 1024


def _name(file: HostileFile) -> str:
    return file.name


@cache
def _data(file_name: str) -> bytes:
    return next(file for file in FILES if file.name == file_name).build()


@pytest.mark.parametrize("file", each_in_turn(REFUSED), ids=_name)
def test_a_file_that_cannot_be_read_gets_the_code_of_its_cause(file: HostileFile) -> None:
    measured = read_measured(file.build())
    assert isinstance(measured.result, Unreadable)
    assert measured.result.finding.code == file.code, measured.result.finding
    assert measured.peak_kb < MOST_KILOBYTES


@pytest.mark.parametrize("file", each_in_turn(READ), ids=_name)
def test_a_strange_file_is_read_as_what_it_says(file: HostileFile) -> None:
    measured = read_measured(_data(file.name))
    raw = measured.result
    assert isinstance(raw, RawReturn), raw
    assert (raw.service, raw.version) == (file.service, file.version)
    assert {key: (raw.cells[key].kind, raw.cells[key].text) for key in file.cells} == dict(file.cells)
    assert (raw.by_label, raw.missing, raw.hidden) == (file.by_label, file.missing, file.hidden)
    assert raw.uses_1904_dates == file.uses_1904_dates
    assert all(raw.cells[key].is_formula for key in file.formulas)
    assert all(raw.cells[key].is_date for key in file.dates)
    assert all(raw.cells[key].is_percent for key in file.percentages)
    assert measured.peak_kb < MOST_KILOBYTES


@pytest.mark.parametrize("file", each_in_turn([file for file in READ if file.expected_accepted]), ids=_name)
def test_in_a_file_fit_to_be_accepted_only_what_was_changed_differs(file: HostileFile) -> None:
    """A return accepted by mistake would be one of which another part was read as something else."""
    raw, plain = read_workbook(_data(file.name), FORMS), read_workbook(filled(), FORMS)
    assert isinstance(raw, RawReturn)
    assert isinstance(plain, RawReturn)
    differing = {key for key, cell in plain.cells.items() if _content(raw.cells.get(key)) != _content(cell)}
    assert differing <= set(file.cells)


def _content(cell: Cell | None) -> tuple[CellKind, str] | None:
    return (cell.kind, cell.text) if cell else None


def test_the_names_of_the_files_are_their_own() -> None:
    assert len({file.name for file in FILES}) == len(FILES) >= 60


def test_every_cause_has_a_file_or_is_tried_elsewhere() -> None:
    elsewhere = {Cause.TOOK_TOO_LONG, Cause.CANNOT_BE_OPENED, Cause.COULD_NOT_BE_READ}
    assert {file.code for file in REFUSED} == {cause.value for cause in Cause} - elsewhere
