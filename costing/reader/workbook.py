"""Read a workbook's bytes into the cells of the form that it says it is."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from costing.form import Form
from costing.reader.labels import Search, targets_by_label, targets_of_labels
from costing.reader.notes import (
    HEADING,
    WRITTEN_IN,
    note_name,
    targets_beside,
)
from costing.reader.raw_return import RawReturn, Unreadable
from costing.reader.refusal_findings import finding_of
from spreadsheets import limits
from spreadsheets.archive import open_archive
from spreadsheets.book import Book, Target, open_book
from spreadsheets.cell_lookup import Gathered, gather
from spreadsheets.cells import Cell, CellKind
from spreadsheets.refusals import Cause, Refused
from spreadsheets.signature import refuse_by_content
from spreadsheets.sizes import size_in_words

Forms = Mapping[tuple[str, str], Form]

# The defined names of the cells that say which form it is, with the labels beside them.
SERVICE, VERSION, EXERCISE = "form_service", "form_version", "form_exercise"
IDENTITY = {SERVICE: "Form: service", VERSION: "Form: version", EXERCISE: "Form: exercise"}


def read_workbook(data: bytes, forms: Forms) -> RawReturn | Unreadable:
    """Read a workbook.

    Whatever the bytes are, one of the two comes back, and nothing is raised for what a file holds.
    """
    try:
        return _read(data, forms)
    except Refused as refused:
        return Unreadable(finding_of(refused.cause, refused.read))
    except (MemoryError, RecursionError):
        return Unreadable(finding_of(Cause.TOOK_TOO_LONG, "too much memory"))


def _read(data: bytes, forms: Forms) -> RawReturn:
    if len(data) > limits.FILE_BYTES:
        raise Refused(Cause.TOO_LARGE, size_in_words(len(data)))
    refuse_by_content(data)
    book = open_book(open_archive(data), _names_of(tuple(forms.values())))
    gathered = gather(book, book.names)
    search = Search(book, _labels_of(forms))
    identity = _identity(search, gathered)
    form = forms.get((identity[SERVICE], identity[VERSION]))
    if form is None:
        return _raw(identity, book, {})
    return _filled(form, identity, search, gathered)


@lru_cache(8)
def _names_of(forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the names of all forms: the workbook itself says which it is, so all are looked for at once."""
    keys = frozenset[str]().union(*(form.by_key for form in forms))
    return keys | {note_name(key) for key in keys} | IDENTITY.keys() | {WRITTEN_IN}


def _labels_of(forms: Forms) -> Iterator[str]:
    """Return the labels of all forms, which are looked at only if a name is lost."""
    yield from IDENTITY.values()
    yield HEADING
    for form in forms.values():
        yield from (question.label for question in form.questions)


def _filled(form: Form, identity: dict[str, str], search: Search, gathered: Gathered) -> RawReturn:
    book = search.book
    named: dict[str, Target] = {key: book.names[key] for key in form.by_key if key in book.names}
    labelled = targets_by_label(search, form, named)
    more = gather(book, labelled | targets_beside(search, form, named | labelled))
    cells = gathered.cells | more.cells
    return _raw(
        identity,
        book,
        {key: cells[key] for key in form.by_key if key in cells},
        by_label=frozenset(labelled),
        missing=frozenset(key for key in form.by_key if key not in cells),
        hidden=frozenset(form.by_key) & (gathered.hidden | more.hidden),
        notes={key: cells[name] for key in form.by_key if (name := note_name(key)) in cells},
        has_online_notes=WRITTEN_IN in cells and cells[WRITTEN_IN].kind != CellKind.EMPTY,
    )


def _raw(identity: dict[str, str], book: Book, cells: Mapping[str, Cell], **found: Any) -> RawReturn:
    return RawReturn(
        service=identity[SERVICE],
        version=identity[VERSION],
        exercise=identity[EXERCISE],
        uses_1904_dates=book.uses_1904_dates,
        cells=cells,
        **found,
    )


def _identity(search: Search, gathered: Gathered) -> dict[str, str]:
    """Return what the workbook says of itself, by name and else by label."""
    cells = {name: gathered.cells[name] for name in IDENTITY if name in gathered.cells}
    lost = {name: label for name, label in IDENTITY.items() if name not in cells}
    if lost:
        cells |= gather(search.book, targets_of_labels(search, lost)).cells
    return {name: _word(cells[name]) if name in cells else "" for name in IDENTITY}


def _word(cell: Cell) -> str:
    """Return a word; a version that a program saved as the number 1.0 is still version 1."""
    text = cell.text.strip()
    return text.removesuffix(".0") if cell.kind == CellKind.NUMBER else text
