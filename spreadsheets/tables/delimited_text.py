"""Read values separated by commas, semicolons or tabs, in the encodings that spreadsheet programs write."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spreadsheets.signature import ZIP
from spreadsheets.tables import limits
from spreadsheets.tables.rows import Begin, Take, UnclearText
from spreadsheets.tables.text_encoding import written

_SEPARATORS = (",", ";", "\t")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
_LETTERS = {"cp1252": "Windows", "mac_roman": "Mac", "cp850": "MS-DOS"}
_SAMPLE = 20_000
# A line by which some programs say what separates the cells; spreadsheet programs do not show it.
_SAYS_SEPARATOR = re.compile(r"^\s*\"?sep=(.)\"?[;,\t]*\r?\n?", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# How the row of another location begins.
_LOCATION_ID = re.compile(r"1-\d{3,12}", re.ASCII)
_FEWEST_CELLS = 3
_NOT_CERTAIN = (
    "We cannot tell in which encoding this file was written: it may say “{}”, or something else. Open it in your "
    "spreadsheet program, save it as “CSV UTF-8” or as .xlsx, and use that file."
)
_NOT_CLOSED = (
    "Row {:,} has a quotation mark that is opened and never closed, so we cannot tell where its cells end and took "
    "nothing from this file. Put the row right, or save the list as .xlsx, and use that file."
)


def read_separated(data: bytes, begin: Begin) -> None:
    """Try each separator as if it were a sheet of its own: the header tells which one is right.

    Raises UnclearText, in words, where the encoding or the cells of the list that was found are not clear.
    """
    read = written(data)
    if not read.is_certain:
        raise UnclearText(_NOT_CERTAIN.format(read.example))
    said = _SAYS_SEPARATOR.match(read.text)
    text = read.text[said.end() :] if said else read.text
    troubles: list[str] = []
    for separator in _in_order(text, said[1] if said else ""):
        take = begin("")
        if take is None:
            break
        troubles.append(_hand_over(text, separator, take))
    # The last one handed over was the right one if no more is wanted; otherwise the likeliest one is spoken of.
    trouble = troubles and (troubles[-1] if begin("") is None else troubles[0])
    if trouble:
        raise UnclearText(trouble)


@dataclass(frozen=True, slots=True)
class TextReading:
    """How a text file was read: what separates its cells, in which letters it is, and a word to look at."""

    separator: str
    letters: str
    example: str


def reading_of(data: bytes) -> TextReading | None:
    """Return how a text file is read, for whoever looks whether that is right; None for a workbook."""
    if data.startswith(ZIP):
        return None
    read = written(data)
    said = _SAYS_SEPARATOR.match(read.text)
    separator = _in_order(read.text[said.end() :] if said else read.text, said[1] if said else "")[0]
    letters = _LETTERS.get(read.encoding, "")
    return TextReading(
        _NAMES.get(separator, f"“{separator}”"), letters, _odd_word(read.text, separator) if letters else ""
    )


def _odd_word(text: str, separator: str) -> str:
    """Return a word with a letter that tells whether the encoding is right; blank where every letter is plain."""
    rest = rf"[^{re.escape(separator)}\s\"]*"
    match = re.search(rf"{rest}[^\W\d_a-zA-Z]{rest}", text) or re.search(rf"{rest}[^\x00-\x7f]{rest}", text)
    return match[0][:40] if match else ""


def decoded(data: bytes) -> str:
    """Decode text as well as can be told, for what a person looks through before it is kept."""
    return written(data).text


def _in_order(text: str, said: str) -> list[str]:
    """Return the separators, the likeliest first."""
    bare = _QUOTED.sub("", text[:_SAMPLE])
    known = sorted(_SEPARATORS, key=lambda separator: -bare.count(separator))
    return list(dict.fromkeys([said, *known])) if said and said.isprintable() and said != '"' else known


def _hand_over(text: str, separator: str, take: Take) -> str:
    """Hand over row by row; return what was not clear, in words, or nothing."""
    lines = _Lines(text)
    records = csv.reader(lines, delimiter=separator)
    widest = number = 0
    while True:
        lines.taken.clear()
        number += 1
        try:
            cells = next(records, None)
        except csv.Error:
            return _NOT_CLOSED.format(number)
        if cells is None:
            return ""
        if _is_torn(lines.taken, separator, len(cells), widest):
            return _NOT_CLOSED.format(number)
        widest = max(widest, len(cells)) if number <= limits.HEADER_WITHIN else widest
        if not take(number, cells[: limits.COLUMNS]):
            return ""


class _Lines:
    """The lines of a text, remembering those of the record that is being read."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def _is_torn(lines: list[str], separator: str, cells: int, widest: int) -> bool:
    """Tell whether a record has a mark that is never closed, or one that another cell or row happens to close."""
    if not any('"' in line for line in lines):
        return False
    if _is_open(lines, separator):
        return True
    if len(lines) == 1:
        return cells < widest and _is_careless(lines, separator)
    return _is_careless(lines, separator) or _holds_other_rows(lines, separator, widest)


def _is_open(lines: list[str], separator: str) -> bool:
    """Tell whether what follows would still belong to the record."""
    whole = [*lines[:-1], lines[-1].rstrip("\r\n") + "\n", "behind\n"]
    try:
        return len(list(csv.reader(whole, delimiter=separator))) < 2
    except csv.Error:
        return True


def _is_careless(lines: list[str], separator: str) -> bool:
    """Tell whether anything but a separator stands behind a mark that closes: it was to open another cell."""
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False


def _holds_other_rows(lines: list[str], separator: str, widest: int) -> bool:
    """Tell whether lines of a cell are rows by themselves: with an ID, or with as many cells and the same beginning."""
    begins = _shape(lines[0], separator)
    for line in lines[1:]:
        cells = line.count(separator) + 1
        if cells >= _FEWEST_CELLS and _LOCATION_ID.fullmatch(line.partition(separator)[0].strip(' "')):
            return True
        if cells == widest >= _FEWEST_CELLS and _shape(line, separator) == begins:
            return True
    return False


def _shape(line: str, separator: str) -> str:
    """Return the first cell of a line as a pattern: “1-100” and “2-7” are alike, and so are “Mia Elm” and “Pat Oak”."""
    first = line.partition(separator)[0].strip(' "')
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", first))
