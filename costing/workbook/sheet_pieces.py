"""A written sheet, taken apart into what is the same in each workbook of its form and what is filled in."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from costing.workbook.calculation import Place, cell_of

_VARIES = re.compile(
    r'<row r="(?P<row>\d+)"(?: spans="[\d:]+")? ht="(?P<height>[\d.]+)"'
    r'|<c r="(?P<cell>[A-Z]+\d+)"(?: s="\d+")?(?P<rest>(?: t="(?P<type>\w+)")?'
    r"(?:/>|>(?P<formula><f>[^<]*</f>)?<v>(?P<value>[^<]*)</v></c>))"
)


class PieceKind(IntEnum):
    """What is put behind a piece of a sheet."""

    NOTHING = 0
    TEXT = 1  # the number of a shared text
    FORMULA = 2  # a formula with its result
    FILLED = 3  # whatever is filled into a cell
    HEIGHT = 4  # the height of a row with a note


@dataclass(frozen=True, slots=True)
class Piece:
    """XML that is always the same, and what comes behind it: where it stands, and what the empty form has there."""

    xml: str
    kind: PieceKind
    place: Place
    empty: str


@dataclass(frozen=True, slots=True)
class Varying:
    """What differs between the workbooks of a form: the cells filled in, those of notes, and where texts are found."""

    filled: Collection[Place]
    notes: Collection[Place]
    texts: Sequence[str]


def pieces_of(xml: str, sheet: str, varying: Varying) -> Iterator[Piece]:
    """Take a sheet apart at all that varies."""
    done, rows = 0, {place[1] for place in varying.notes if place[0] == sheet}
    for match in _VARIES.finditer(xml):
        kind, part = _kind_of(match, sheet, varying.filled, rows)
        if kind is not PieceKind.NOTHING:
            place = (sheet, int(match["row"]) - 1, 0) if kind is PieceKind.HEIGHT else cell_of(match["cell"], sheet)
            empty = (
                varying.texts[int(match[part])]
                if kind is PieceKind.TEXT
                else match["formula" if kind is PieceKind.FORMULA else part]
            )
            yield Piece(xml[done : match.start(part)], kind, place, empty)
            done = match.end(part)
    yield Piece(xml[done:], PieceKind.NOTHING, (sheet, 0, 0), "")


def _kind_of(match: re.Match[str], sheet: str, filled: Collection[Place], rows: set[int]) -> tuple[PieceKind, str]:
    if match["row"]:
        return (PieceKind.HEIGHT if int(match["row"]) - 1 in rows else PieceKind.NOTHING), "height"
    if cell_of(match["cell"], sheet) in filled:
        return PieceKind.FILLED, "rest"
    if match["formula"]:
        return PieceKind.FORMULA, "rest"
    return (PieceKind.TEXT, "value") if match["type"] == "s" else (PieceKind.NOTHING, "")
