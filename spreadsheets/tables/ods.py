"""Stream an OpenDocument spreadsheet: one part holds all sheets, and a cell or row may stand for many."""

from spreadsheets.archive import Archive
from spreadsheets.markup import feed, new_parser
from spreadsheets.refusals import Cause, Refused
from spreadsheets.tables import limits
from spreadsheets.tables.rows import Begin, Take, in_percent

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

_SHEET, _ROW, _CELL = f"{_TABLE} table", f"{_TABLE} table-row", f"{_TABLE} table-cell"
_COVERED, _PARAGRAPH, _ANNOTATION = f"{_TABLE} covered-table-cell", f"{_TEXT} p", f"{_OFFICE} annotation"
_CELLS = frozenset({_CELL, _COVERED})
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{_TABLE} number-columns-repeated", f"{_TABLE} number-rows-repeated"
_NAME = f"{_TABLE} name"
_KIND, _NUMBER, _DATE = f"{_OFFICE} value-type", f"{_OFFICE} value", f"{_OFFICE} date-value"
_SPACES, _BREAKS = f"{_TEXT} s", {f"{_TEXT} tab": " ", f"{_TEXT} line-break": "\n"}
_VALUE_OF = {"float": _NUMBER, "currency": _NUMBER, "percentage": _NUMBER, "date": _DATE}


def read_ods(archive: Archive, begin: Begin, *, says_percent: bool = False) -> None:
    _refuse_a_password(archive)
    scanner = _Scanner(begin, says_percent=says_percent)
    feed(scanner.parser, archive.chunks("content.xml"), limits.TAGS)


def _refuse_a_password(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in b"".join(archive.chunks(manifest)):
        raise Refused(Cause.PASSWORD)


class _Scanner:
    """The handlers of one pass. Blanks are only counted, as a sheet may end in a million of them."""

    def __init__(self, begin: Begin, *, says_percent: bool) -> None:
        self._begin, self._says_percent = begin, says_percent
        self._take: Take | None = None
        self._row_number, self._row_repeat = 0, 1
        self._cells: list[str] = []
        self._blanks, self._repeat = 0, 1
        self._value: str | None = None
        self._pieces: list[str] = []
        self._annotations = 0
        self.parser = new_parser()
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, element: str, attributes: list[str]) -> None:
        if self._take is None:
            if element == _SHEET:
                self._open_sheet(attributes)
        elif element in _CELLS:
            self._open_cell(attributes)
        elif element == _PARAGRAPH:
            self._open_paragraph()
        elif element == _ROW:
            self._cells, self._blanks = [], 0
            self._row_repeat = _count(_given(attributes, _ROWS_REPEATED))
        elif element == _ANNOTATION:
            self._annotations += 1
        elif element == _SPACES:
            self._pieces.append(" ")
        elif element in _BREAKS:
            self._pieces.append(_BREAKS[element])

    def _open_sheet(self, attributes: list[str]) -> None:
        self._take, self._row_number = self._begin(_given(attributes, _NAME) or ""), 0

    def _open_cell(self, attributes: list[str]) -> None:
        self._repeat, self._value = 1, None
        self._pieces.clear()
        if not attributes:
            return
        if _COLUMNS_REPEATED in attributes:
            self._repeat = _count(_given(attributes, _COLUMNS_REPEATED))
        kind = _given(attributes, _KIND) or ""
        if (value := _VALUE_OF.get(kind)) is not None:
            self._value = _given(attributes, value)
        if self._says_percent and kind == "percentage" and self._value is not None:
            self._value = in_percent(self._value)

    def _open_paragraph(self) -> None:
        if self._annotations:
            return
        if self._pieces:
            self._pieces.append("\n")
        self.parser.CharacterDataHandler = self._pieces.append

    def _end(self, element: str) -> None:
        if self._take is None:
            return
        if element == _PARAGRAPH:
            self.parser.CharacterDataHandler = None
        elif element in _CELLS:
            self._close_cell()
        elif element == _ROW:
            self._close_row(self._take)
        elif element == _SHEET:
            self._take = None
        elif element == _ANNOTATION:
            self._annotations -= 1

    def _close_cell(self) -> None:
        text = self._value if self._value is not None else "".join(self._pieces)
        if not text:
            self._blanks += self._repeat
            return
        room = limits.COLUMNS - len(self._cells)
        self._cells += [""] * min(self._blanks, room)
        self._cells += [text[: limits.CELL_CHARACTERS]] * min(self._repeat, max(room - self._blanks, 0))
        self._blanks = 0

    def _close_row(self, take: Take) -> None:
        times = min(self._row_repeat, limits.SAME_ROW) if self._cells else 1
        for step in range(1, times + 1):
            if not take(self._row_number + step, self._cells):
                self._take = None
                return
        self._row_number += self._row_repeat


def _given(attributes: list[str], name: str) -> str | None:
    return attributes[attributes.index(name) + 1] if name in attributes else None


def _count(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(Cause.DAMAGED)
    return int(text)
