"""Stream an Excel workbook row by row, ignoring what a sheet says of its own size."""

from decimal import Decimal, InvalidOperation

from spreadsheets.archive import Archive
from spreadsheets.book import Book, Sheet, open_book
from spreadsheets.dates import moment_from_serial
from spreadsheets.markup import (
    feed,
    in_main,
    new_parser,
    pairs,
)
from spreadsheets.number_formats import Formats, formats_of
from spreadsheets.refusals import Cause, Refused
from spreadsheets.shared_strings import plain_text
from spreadsheets.tables import limits
from spreadsheets.tables.rows import Begin, EnoughOfThisSheet, Take, in_percent

_NAMES = in_main("row", "c", "v", "t", "rPh", "si")
_LETTERS = {chr(ord("A") + i): i + 1 for i in range(26)}


def read_xlsx(archive: Archive, begin: Begin, *, says_percent: bool = False) -> None:
    book = open_book(archive, frozenset())
    wanted = [(sheet, take) for sheet in book.sheets if (take := begin(sheet.title))]
    texts = _texts(book) if wanted else []
    formats = formats_of(archive, book.styles) if book.styles else Formats()
    for sheet, take in wanted:
        scanner = _Scanner(take, texts, formats, uses_1904=book.uses_1904_dates, says_percent=says_percent)
        _read_sheet(book, sheet, scanner)


def _read_sheet(book: Book, sheet: Sheet, scanner: "_Scanner") -> None:
    try:
        feed(scanner.parser, book.archive.chunks(sheet.part), limits.TAGS)
    except EnoughOfThisSheet:
        return


def _texts(book: Book) -> list[str]:
    """Return the shared texts in their order, without phonetic guides."""
    texts, pieces, parser = list[str](), list[str](), new_parser()
    in_phonetic = False

    def start(element: str, _: list[str]) -> None:
        nonlocal in_phonetic
        match _NAMES.get(element):
            case "t" if not in_phonetic:
                parser.CharacterDataHandler = pieces.append
            case "rPh":
                in_phonetic = True

    def end(element: str) -> None:
        nonlocal in_phonetic
        match _NAMES.get(element):
            case "t":
                parser.CharacterDataHandler = None
            case "rPh":
                in_phonetic = False
            case "si":
                texts.append(plain_text("".join(pieces)))
                pieces.clear()

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    if book.shared_strings is not None:
        feed(parser, book.archive.chunks(book.shared_strings), limits.TAGS)
    return texts


class _Scanner:
    """The handlers of one pass over one sheet."""

    def __init__(self, take: Take, texts: list[str], formats: Formats, *, uses_1904: bool, says_percent: bool) -> None:
        self._take, self._texts, self._formats, self._uses_1904 = take, texts, formats, uses_1904
        self._says_percent = says_percent
        self._row, self._column = 0, 0
        self._cells: list[str] = []
        self._kind, self._style = "n", "0"
        self._pieces: list[str] = []
        self._in_phonetic = False
        self._columns: dict[str, int] = {}
        self.parser = new_parser()
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, element: str, attributes: list[str]) -> None:
        name = _NAMES.get(element)
        if name == "c":
            self._open_cell(attributes)
        elif name == "v" or (name == "t" and not self._in_phonetic):
            self.parser.CharacterDataHandler = self._pieces.append
        elif name == "row":
            given = dict(pairs(attributes)).get("r")
            self._row = _whole(given) if given else self._row + 1
            self._cells, self._column = [], 0
        elif name == "rPh":
            self._in_phonetic = True

    def _open_cell(self, attributes: list[str]) -> None:
        self._pieces.clear()
        self._kind, self._style = "n", "0"
        self._column += 1
        for name, value in pairs(attributes):
            if name == "r":
                self._column = self._column_of(value)
            elif name == "t":
                self._kind = value
            elif name == "s":
                self._style = value

    def _column_of(self, address: str) -> int:
        letters = address.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = _number_of(letters)
        return self._columns[letters]

    def _end(self, element: str) -> None:
        name = _NAMES.get(element)
        if name == "v" or name == "t":
            self.parser.CharacterDataHandler = None
        elif name == "c":
            if self._pieces:
                self._close_cell()
        elif name == "row":
            if not self._take(self._row, self._cells):
                raise EnoughOfThisSheet
        elif name == "rPh":
            self._in_phonetic = False

    def _close_cell(self) -> None:
        if self._column > limits.COLUMNS:
            return
        missing = self._column - 1 - len(self._cells)
        if missing < 0:
            raise Refused(Cause.SAME_PART_TWICE)
        if missing:
            self._cells += [""] * missing
        self._cells.append(self._shown("".join(self._pieces)))

    def _shown(self, stored: str) -> str:
        match self._kind:
            case "s":
                number = _whole(stored.strip())
                if number >= len(self._texts):
                    raise Refused(Cause.DAMAGED)
                return self._texts[number]
            case "n":
                return self._number(stored.strip())
            case "b":
                return "TRUE" if stored.strip() == "1" else "FALSE"
        return plain_text(stored)

    def _number(self, stored: str) -> str:
        """Return digits as stored, dates as 2026-04-01 or 2026-04-01T14:35:00; 35.0 and 3.5E1 become 35."""
        is_date, is_percent = self._formats.looks(self._style)
        if is_date:
            return self._moment(stored)
        if is_percent and self._says_percent:
            return in_percent(stored)
        if stored.isdigit():
            return stored
        try:
            return f"{float(stored):.15g}"
        except ValueError:
            return stored

    def _moment(self, stored: str) -> str:
        try:
            moment = moment_from_serial(Decimal(stored), uses_1904=self._uses_1904)
        except InvalidOperation:
            return stored
        return moment.isoformat().removesuffix("T00:00:00") if moment else stored


def _number_of(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        if letter not in _LETTERS or number > limits.COLUMNS:
            raise Refused(Cause.DAMAGED)
        number = number * 26 + _LETTERS[letter]
    return number


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(Cause.DAMAGED)
    return int(text)
