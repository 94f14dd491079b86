"""A cell of a public file: a figure, or no figure and why. A marker is never 0."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from spreadsheets.decimals import is_too_large, rounded

MARKERS = {
    "[x]": "not available in this file",
    "[z]": "not applicable",
    "[c]": "suppressed, as it might tell of a person",
    "[low]": "too small to be shown",
    "[w]": "nobody answered",
    "[u]": "not reliable",
    ":": "not submitted",
    "*": "suppressed",
    ".": "not defined",
    "..": "not available in this file",
    "z": "not applicable",
    "x": "not available in this file",
    "c": "suppressed, as it might tell of a person",
    "-": "nothing to report",
    "–": "nothing to report",
    "n/a": "not applicable",
    "na": "not applicable",
    "#": "suppressed",
}
BLANK = "the cell is blank"
_PLACES = 6
_PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,30})?(e[+-]?\d{1,2})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")


@dataclass(frozen=True, slots=True)
class CellRead:
    """``value`` is None where there is no figure; ``note`` says why, ``is_fault`` that nobody meant it so."""

    value: Decimal | None
    note: str = ""
    is_fault: bool = False


def figure_of(text: str, *, is_price: bool = False) -> CellRead:
    """Read a cell; a price of 0 is no price."""
    plain = " ".join(text.split())
    if not plain:
        return CellRead(None, BLANK)
    if reason := MARKERS.get(plain.casefold()):
        return CellRead(None, f"“{plain}” means {reason}")
    digits = _THOUSANDS.sub("", plain.replace("£", "").replace(" ", "").removesuffix("%"))
    value = _decimal(digits)
    if value is None or is_too_large(value):
        return CellRead(None, f"we read “{plain[:40]}”, we expected a number", is_fault=True)
    if is_price and value <= 0:
        return CellRead(None, f"we read “{plain[:40]}”, which is no price", is_fault=True)
    return CellRead(rounded(value, _PLACES))


def _decimal(digits: str) -> Decimal | None:
    if not _PLAIN.fullmatch(digits):
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
