"""Put answers, notes, results and the numbers of shared texts between the pieces of a form's sheets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from io import StringIO

from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet

from costing.workbook.calculation import FormulaCells, Place
from costing.workbook.calculation_functions import Plain
from costing.workbook.contents import Value
from costing.workbook.questions import note_height
from costing.workbook.results import result_of
from costing.workbook.sheet_pieces import Piece, PieceKind

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# The library's own ways to write a day and a text.
_AS_NUMBER: Callable[[datetime], float] = Worksheet()._convert_date_time
_ESCAPED: Callable[[str], str] = SharedStrings()._escape_data


class CellWriter:
    """Writes the sheets of one workbook in their order, and after them the texts that they share."""

    def __init__(self, empty: FormulaCells, filled: Mapping[Place, Value], notes: Mapping[Place, str]) -> None:
        self._filled = {place: as_stored(value) for place, value in filled.items()}
        plain = {place: value for place, value in self._filled.items() if value is not None}
        self._cells = FormulaCells({**empty.plain, **plain}, empty.formulas, empty.names)
        self._heights = {(sheet, row, 0): note_height(note) for (sheet, row, _), note in notes.items()}
        self._numbers: dict[str, int] = {}
        self._count = 0

    def sheet(self, pieces: Sequence[Piece]) -> bytes:
        written: list[str] = []
        for piece in pieces:
            written.append(piece.xml)
            if piece.kind is PieceKind.TEXT:
                written.append(self._number_of(piece.empty))
            elif piece.kind is PieceKind.FORMULA:
                written.append(_formula(piece.empty, result_of(self._cells, piece.place)))
            elif piece.kind is not PieceKind.NOTHING:
                written.append(self._filled_or_empty(piece))
        return "".join(written).encode()

    def texts(self) -> bytes:
        """Return the part of all texts that the sheets share, in the order in which they were met."""
        head = f'{_HEAD}<sst xmlns="{_NAMESPACE}" count="{self._count}" uniqueCount="{len(self._numbers)}">'
        return f"{head}{''.join(map(_text_item, self._numbers))}</sst>".encode()

    def _number_of(self, text: str) -> str:
        self._count += 1
        return str(self._numbers.setdefault(text, len(self._numbers)))

    def _filled_or_empty(self, piece: Piece) -> str:
        if piece.kind is PieceKind.HEIGHT:
            return _higher(piece.empty, self._heights.get(piece.place, 0))
        value = self._filled.get(piece.place)
        if isinstance(value, str):
            return f' t="s"><v>{self._number_of(value)}</v></c>'
        return piece.empty if value is None else f"><v>{value:.16G}</v></c>"


def as_stored(value: Value) -> float | str | None:
    """Return a day as the number that spreadsheets keep of it."""
    return float(_AS_NUMBER(value)) if isinstance(value, datetime) else value


def _formula(formula: str, result: Plain) -> str:
    """Return what stands behind the start of a formula's cell, as the library writes it."""
    if isinstance(result, bool):
        return f' t="b">{formula}<v>{int(result)}</v></c>'
    if not isinstance(result, str):
        return f">{formula}<v>{result}</v></c>"
    kind = ' t="e"' if result in _ERRORS else ' t="str"' if result else ""
    return f"{kind}>{formula}<v>{_ESCAPED(result)}</v></c>"


def _higher(empty: str, points: float) -> str:
    """Return the height of a row, in the steps of a pixel in which the library writes it."""
    return f"{max(float(empty), int(points * 4 / 3 + 0.5) * 0.75):.16g}"


@lru_cache(maxsize=4_000)
def _text_item(text: str) -> str:
    part, item = SharedStrings(), StringIO()
    part._set_filehandle(item)
    part._write_si(text)
    return item.getvalue()
