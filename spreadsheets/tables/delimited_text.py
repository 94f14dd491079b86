"""Read values separated by commas, semicolons or tabs, in the encodings that spreadsheet programs write."""

import csv
import io
from collections.abc import Iterator

from spreadsheets.refusals import Cause, Refused
from spreadsheets.tables import limits
from spreadsheets.tables.rows import Begin, Take

_SEPARATORS = (",", ";", "\t")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_separated(data: bytes, begin: Begin) -> None:
    """Try each separator as if it were a sheet of its own: the header tells which one is right."""
    text = decoded(data)
    for separator in _SEPARATORS:
        if take := begin(""):
            _hand_over(text, separator, take)


def decoded(data: bytes) -> str:
    """Decode UTF-16 with its mark, else UTF-8, else what Windows programs write (cp1252)."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace").replace("\x00", "")
    try:
        return data.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").replace("\x00", "")


def _hand_over(text: str, separator: str, take: Take) -> None:
    for number, cells in enumerate(_records(text, separator), 1):
        if not take(number, cells[: limits.COLUMNS]):
            return


def _records(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise Refused(Cause.DAMAGED, "a quotation mark that is opened and never closed") from None
