"""A number in a cell of a round's files: as people type it, a marker that stands for none, or not to be taken."""

from dataclasses import dataclass
from fractions import Fraction

from benchmarking.public_files.domain.figure_cells import MARKERS
from spreadsheets.numbers import number_from

NOT_GIVEN = frozenset({"", "n/a"})
TOO_MUCH = Fraction(10**12)
Ends = tuple[Fraction, Fraction]
SHARE: Ends = (Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class CellNumber:
    """``value`` is None where there is none; ``why`` then tells what a marker means, ``is_fault`` that it is none."""

    value: Fraction | None
    why: str = ""
    is_fault: bool = False


def cell_number(text: str, between: Ends | None = None) -> CellNumber:
    """Read a cell: “1,063.00”, “£21.50” and “21,50” are numbers, “8%” is one where a share is asked for.

    A marker of a figure that is not there is no number, and never 0.
    """
    if text.lower() in NOT_GIVEN:
        return CellNumber(None)
    if reason := MARKERS.get(text.casefold()):
        return CellNumber(None, reason)
    low, high = between or (Fraction(0), TOO_MUCH)
    found = number_from(text, "")
    if found is None or (found.is_percent and between != SHARE):
        return CellNumber(None, is_fault=True)
    value = Fraction(found.value) / (100 if found.is_percent else 1)
    return CellNumber(value) if low <= value <= high and value < TOO_MUCH else CellNumber(None, is_fault=True)
