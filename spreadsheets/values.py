"""Turn a stored cell into a cell as a person sees it."""

import math
import re
from collections.abc import Mapping

from spreadsheets.cells import Cell, CellKind
from spreadsheets.number_formats import Formats
from spreadsheets.refusals import Cause, Refused
from spreadsheets.shared_strings import plain_text
from spreadsheets.sheet import Stored

# A member by its name is looked up in Python, once a cell of a return.
_EMPTY, _NUMBER, _TEXT = CellKind.EMPTY, CellKind.NUMBER, CellKind.TEXT
_DIGITS = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_TRUE = ("1", "true")
# So many digits are a finite number, whichever they are.
_FINITE = 300


def cell_from(title: str, stored: Stored, strings: Mapping[int, str], formats: Formats) -> Cell:
    kind, text = (_EMPTY, "") if stored.text is None else _content(stored.text, stored, strings)
    is_date, is_percent = formats.looks(stored.style)
    return Cell(title, stored.address, kind, text, stored.is_formula, is_date or stored.type == "d", is_percent)


def _content(text: str, stored: Stored, strings: Mapping[int, str]) -> tuple[CellKind, str]:
    match stored.type:
        case "n":
            pass
        case "s":
            return _TEXT, _shared(text, strings)
        case "str" | "inlineStr" | "d":
            return _TEXT, plain_text(text)
        case "b":
            return CellKind.BOOLEAN, "TRUE" if text.strip().lower() in _TRUE else "FALSE"
        case "e":
            return CellKind.ERROR, plain_text(text)
    if text.isascii() and text.isdecimal() and len(text) < _FINITE:
        return _NUMBER, text
    return _number(plain_text(text).strip())


def _number(text: str) -> tuple[CellKind, str]:
    """Return the kind and text; what is no finite number (NaN, 1e309) is text, so that nobody takes it for one."""
    if not text:
        return _EMPTY, ""
    if _DIGITS.fullmatch(text) and math.isfinite(float(text)):
        return _NUMBER, text
    return _TEXT, text


def string_number(stored: Stored) -> int | None:
    """Return the number of the shared string that a cell shows; None if it shows none."""
    if stored.type != "s" or stored.text is None:
        return None
    text = stored.text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(Cause.DAMAGED, "a text that is not there")
    return int(text)


def _shared(text: str, strings: Mapping[int, str]) -> str:
    found = strings.get(int(text))
    if found is None:
        raise Refused(Cause.DAMAGED, "a text that is not there")
    return found
