"""Write a workbook from what is the same in all of its form, which is made once in the life of a process.

The bytes are those of ``write_whole``, which writes every cell anew: see ``test_workbook_is_made_once_a_form``.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from xlsxwriter import Workbook

from costing.form import Form
from costing.workbook import names
from costing.workbook.calculation import FormulaCells, Place, cell_of
from costing.workbook.cell_writer import CellWriter
from costing.workbook.contents import Filling, Value, answer_value
from costing.workbook.results import calculation_of
from costing.workbook.sheet_pieces import Piece, Varying, pieces_of
from costing.workbook.whole_workbook import write_whole
from spreadsheets.fixed_zip import NO_TIME

_SHEET, _TEXTS = "xl/worksheets/sheet{}.xml", "xl/sharedStrings.xml"
_LONGEST_TEXT = 32_767
_FORMS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """The empty workbook of a form: its parts as they are, its sheets in pieces, and what its formulas are about."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, tuple[Piece, ...]]
    cells: FormulaCells


_kept: dict[tuple[int, str, bool], tuple[Form, KeptWorkbook]] = {}


def filled_in(form: Form, filling: Filling, banner: str = "") -> bytes:
    """Return the workbook of a form with what is filled in; texts that no cell takes are left to the whole writer."""
    texts = (*filling.answers.values(), *(filling.notes or {}).values(), filling.exercise)
    if any(len(text) > _LONGEST_TEXT for text in texts):
        return write_whole(form, filling, banner)
    kept = _kept_workbook(form, banner, filling.notes is not None)
    notes = _notes(form, filling, kept.cells.names)
    writer = CellWriter(kept.cells, _answers(form, filling, kept.cells.names) | notes, notes)
    made = {name: writer.sheet(pieces) for name, pieces in kept.sheets.items()}
    return _packed({**kept.parts, **made, _TEXTS: writer.texts()})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def _answers(form: Form, filling: Filling, called: Mapping[str, str]) -> dict[Place, Value]:
    """Return what stands in the cells of answers, of the exercise and of its weeks."""
    cells: dict[Place, Value] = {
        cell_of(called[names.FORM_EXERCISE]): filling.exercise,
        cell_of(called[names.WEEKS]): float(filling.weeks),
    }
    for key, normal in filling.answers.items():
        cells[cell_of(called[names.input_name(key)])] = answer_value(form.by_key[key], normal)
    return cells


def _notes(form: Form, filling: Filling, called: Mapping[str, str]) -> dict[Place, str]:
    notes = filling.notes or {}
    return {cell_of(called[names.note_name(key)]): note for key, note in notes.items() if note and key in form.by_key}


def _kept_workbook(form: Form, banner: str, has_notes: bool) -> KeptWorkbook:
    """Return what is kept; a form is as large as its questions, so it is known by which object it is."""
    key = id(form), banner, has_notes
    known = _kept.get(key)
    if known is None or known[0] is not form:
        if len(_kept) >= _FORMS_AT_ONCE:
            _kept.clear()
        known = _kept[key] = form, _made(form, banner, has_notes)
    return known[1]


def _made(form: Form, banner: str, has_notes: bool) -> KeptWorkbook:
    looked_at: list[tuple[FormulaCells, list[str], list[str]]] = []

    def look(book: Workbook) -> None:
        titles = [str(sheet.name) for sheet in book.worksheets()]
        looked_at.append((calculation_of(book), titles, list(book.str_table.string_table)))

    data = write_whole(form, Filling(notes={} if has_notes else None), banner, look)
    [(cells, titles, texts)] = looked_at
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    varying = _varying(form, cells.names, texts)
    sheets = {_SHEET.format(number): title for number, title in enumerate(titles, 1)}
    apart = {name: tuple(pieces_of(parts[name].decode(), title, varying)) for name, title in sheets.items()}
    return KeptWorkbook(MappingProxyType(parts), MappingProxyType(apart), cells)


def _varying(form: Form, called: Mapping[str, str], texts: list[str]) -> Varying:
    notes = {cell_of(called[names.note_name(key)]) for key in form.by_key}
    inputs = {cell_of(called[names.input_name(key)]) for key in form.by_key}
    rest = {cell_of(called[name]) for name in (names.FORM_EXERCISE, names.WEEKS)}
    return Varying(notes | inputs | rest, notes, texts)
