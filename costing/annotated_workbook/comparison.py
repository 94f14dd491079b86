"""Compare a marked copy with the workbook that came: every sheet and every answer must still be there."""

from collections.abc import Mapping

from costing.annotated_workbook.first_sheet import TITLE
from costing.answers import Value
from costing.forms import FORMS
from costing.parsing import Understood, understand
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn
from spreadsheets.archive import open_archive
from spreadsheets.cells import Cell
from spreadsheets.tables.rows import Take
from spreadsheets.tables.xlsx import read_xlsx


class Differs(Exception):
    """A marked copy is not the workbook that came; it says what is missing by kind, never what stood in it."""


def refuse_what_differs(before: bytes, after: bytes) -> None:
    were, are = _filled(before), _filled(after)
    if list(were) != list(are) or any(are[title] < count for title, count in were.items()):
        raise Differs("sheets")
    was, now = read_workbook(before, FORMS), read_workbook(after, FORMS)
    if not isinstance(was, RawReturn) or not isinstance(now, RawReturn):
        raise Differs("whole")
    if (was.service, was.version, was.exercise) != (now.service, now.version, now.exercise):
        raise Differs("identity")
    if _answers(was) != _answers(now) or _words(was.notes) != _words(now.notes):
        raise Differs("answers")


def _filled(data: bytes) -> dict[str, int]:
    """Return how many cells of each sheet hold something, in the sheets' order, without our own first sheet."""
    counts: dict[str, int] = {}

    def begin(title: str) -> Take | None:
        if title == TITLE:
            return None
        counts[title] = 0

        def take(_: int, cells: list[str]) -> bool:
            counts[title] += sum(bool(cell.strip()) for cell in cells)
            return True

        return take

    read_xlsx(open_archive(data), begin)
    return counts


def _answers(raw: RawReturn) -> dict[str, Value | str]:
    """Return what each cell is understood as, or else its text: programs write the same answer in several ways."""
    form = FORMS.get((raw.service, raw.version))
    if form is None:
        return {}
    found: dict[str, Value | str] = {}
    for key, cell in raw.cells.items():
        read = understand(form.by_key[key], cell, uses_1904_dates=raw.uses_1904_dates)
        found[key] = read.value if isinstance(read, Understood) else f"?{_word(cell)}"
    return found


def _words(cells: Mapping[str, Cell]) -> dict[str, str]:
    return {key: _word(cell) for key, cell in cells.items() if _word(cell)}


def _word(cell: Cell) -> str:
    return " ".join(cell.text.split())
