"""Read any file's bytes as rows, whatever its name says; raise a sentence for what cannot be read."""

from spreadsheets.archive import refuse_what_is_no_workbook
from spreadsheets.refusals import Cause, Refused
from spreadsheets.signature import ZIP, refuse_by_content
from spreadsheets.sizes import size_in_words
from spreadsheets.tables import limits
from spreadsheets.tables.delimited_text import read_separated
from spreadsheets.tables.ods import read_ods
from spreadsheets.tables.rows import Begin, UnclearText
from spreadsheets.tables.xlsx import read_xlsx
from spreadsheets.tables.zip_parts import is_open_spreadsheet, unpacked_archive

_PLAIN = frozenset({"a list of values (CSV)", "plain text"})
_SAVE_AS = "Open it in a spreadsheet program, save it as .xlsx, .ods or .csv and use that file."
_WORDS = {
    Cause.EMPTY: "This file is empty.",
    Cause.NOT_A_WORKBOOK: "This is no spreadsheet. It looks like {read}.",
    Cause.PASSWORD: "This file has a password. Take the password off, save it and use that file.",
    Cause.OLD_EXCEL: f"This file is in an old Excel format (.xls). {_SAVE_AS}",
    Cause.BINARY_EXCEL: f"This file is in Excel’s binary format (.xlsb). {_SAVE_AS}",
    Cause.OTHER_SPREADSHEET: f"This is {{read}}. {_SAVE_AS}",
    Cause.TOO_LARGE: "This file is too large: {read}. We can read up to 100 MB.",
    Cause.EXPANDS_TOO_MUCH: "This file unpacks to far more than a directory can hold, so we did not open it.",
    Cause.TOO_MUCH_IN_IT: "This file holds far more than a directory.",
    Cause.NO_WORKSHEET: "There is no sheet with cells in this file.",
    Cause.ONLY_MACROS: "There is no sheet with cells in this file.",
    Cause.FORBIDDEN_XML: "This file holds instructions that no spreadsheet program writes, so we did not open it.",
}
_OTHERWISE = "This file is damaged or was not copied whole. Download or save it again."


class UnreadableTable(Exception):
    """A file is of no use; the message is a sentence for whoever brought it."""


def read_rows(data: bytes, begin: Begin, *, says_percent: bool = False) -> None:
    """Hand over the rows of wanted sheets; ``says_percent`` writes what a cell shows as 130 % so, and not as 1.3."""
    try:
        _read(data, begin, says_percent=says_percent)
    except Refused as refused:
        raise UnreadableTable(_WORDS.get(refused.cause, _OTHERWISE).replace("{read}", refused.read)) from None
    except UnclearText as unclear:
        raise UnreadableTable(str(unclear)) from None


def _read(data: bytes, begin: Begin, *, says_percent: bool) -> None:
    if len(data) > limits.FILE_BYTES:
        raise Refused(Cause.TOO_LARGE, size_in_words(len(data)))
    if not data.startswith(ZIP):
        _refuse_what_is_no_text(data)
        return read_separated(data, begin)
    archive = unpacked_archive(data)
    if is_open_spreadsheet(archive):
        return read_ods(archive, begin, says_percent=says_percent)
    refuse_what_is_no_workbook(archive)
    return read_xlsx(archive, begin, says_percent=says_percent)


def _refuse_what_is_no_text(data: bytes) -> None:
    try:
        refuse_by_content(data)
    except Refused as refused:
        if refused.read not in _PLAIN:
            raise
