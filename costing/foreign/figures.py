"""A number as somebody else's cell shows it: 7:30, £1,200 pcm, 5%, 45p."""

import re
from dataclasses import dataclass
from decimal import Decimal

from spreadsheets.cells import Cell, CellKind
from spreadsheets.decimals import is_too_large
from spreadsheets.numbers import number_from

_CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)(:[0-5]\d)?$")
_WITH_UNIT = re.compile(r"^[£$]?\s*-?\(?[\d.,]*\d[\d.,]*\)?\s*%?[a-z£/. ]{0,28}$", re.I)
_NOTHING = frozenset({"nil", "none", "zero", "-", "n/a", "na", "not applicable", "not available", "tbc"})
_NOT_KNOWN = frozenset({
    "not known", "unknown", "n/k", "nk", "not recorded", "dont know", "don't know", "not available", "to follow",
    "not held", "no data", "tbc", "tba",
})  # fmt: skip
_NOT_APPLICABLE = re.compile(r"n/?a\s*[–—\-:,(]\s*[a-z]")
_ABOUT = re.compile(
    r"^(about|approx(imately)?\.?|circa|c\.|ca\.|around|roughly|say|est(imated)?\.?|nearly|~|≈)\s*", re.I
)
_START = re.compile(r"^[£\s]*\(?-?[£\s]*[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number; ``is_clock`` where it is a time of hours and minutes, already in hours."""

    value: Decimal
    is_percent: bool = False
    is_clock: bool = False


def figure_in(cell: Cell | None) -> Figure | None:
    """Return the number in a cell; None for words, errors and blanks."""
    if cell is None or cell.kind in (CellKind.EMPTY, CellKind.ERROR, CellKind.BOOLEAN):
        return None
    found = _stored(cell) if cell.kind == CellKind.NUMBER else _typed(cell.text)
    return None if found is None or is_too_large(found.value) else found


def _stored(cell: Cell) -> Figure | None:
    value = Decimal(f"{float(cell.text):.15g}")
    if not value.is_finite() or abs(value) > Decimal("1e25"):
        return None
    if cell.is_date:
        return Figure(value * 24, is_clock=True) if value < 400 else None
    return Figure(value, cell.is_percent)


def _typed(text: str) -> Figure | None:
    plain = _ABOUT.sub("", " ".join(text.split()))
    if clock := _CLOCK.match(plain):
        return Figure(Decimal(clock[1]) + Decimal(clock[2]) / 60, is_clock=True)
    if len(plain) > 40 or not _WITH_UNIT.match(plain):
        return None
    start = _START.match(plain)
    number = number_from(plain, "") or (number_from(start[0].strip(" ("), "") if start else None)
    if number is None:
        return None
    is_percent = number.is_percent or "%" in plain
    return Figure(number.value / 100 if is_percent else number.value, is_percent)


def is_not_known(text: str) -> bool:
    """Tell whether a provider says that there is no such figure."""
    plain = text.strip(" .?!").lower()
    return plain in _NOT_KNOWN or bool(_NOT_APPLICABLE.match(plain))


def looks_like_figure(cell: Cell) -> bool:
    """Tell whether a cell holds what people put where a figure is asked for, also “n/a” and an error."""
    if cell.kind == CellKind.NUMBER:
        return not (cell.is_date and figure_in(cell) is None)
    if cell.kind == CellKind.ERROR:
        return True
    if cell.kind == CellKind.EMPTY:
        return cell.is_formula
    return cell.kind == CellKind.TEXT and (
        cell.text.strip().lower() in _NOTHING or is_not_known(cell.text) or figure_in(cell) is not None or cell.is_date
    )
