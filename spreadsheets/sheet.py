"""Stream one worksheet and keep only the wanted cells."""

from collections.abc import Callable, Collection, Container, Iterable
from dataclasses import dataclass, field

from spreadsheets import limits
from spreadsheets.addresses import (
    Position,
    address_at,
    corners_of,
    position_of,
)
from spreadsheets.markup import (
    feed,
    in_main,
    new_parser,
    pairs,
)
from spreadsheets.refusals import Cause, Refused

# Behind "pageMargins" and its like stand no cells and no merged areas: from there on nothing is looked at.
_BEHIND = ("conditionalFormatting", "dataValidations", "hyperlinks", "pageMargins", "pageSetup")
_OUTSIDE = in_main("c", "row", "mergeCell", "col", "worksheet", *_BEHIND)
_INSIDE = in_main("c", "v", "f", "t", "rPh")
_CELLS = frozenset(in_main("c"))
_TRUE = ("1", "true", "on")


@dataclass(slots=True)
class Stored:
    """A cell as stored in the sheet: of a shared string ``text`` is its number; None if nothing is stored."""

    address: str
    type: str = "n"
    style: str = "0"
    text: str | None = None
    is_formula: bool = False


@dataclass
class Scan:
    """What one pass over a sheet found."""

    cells: dict[str, Stored] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[Position, Position]] = field(default_factory=list)

    def is_hidden(self, position: Position) -> bool:
        column, row = position
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)

    def merged_into(self, position: Position) -> Position:
        """Return the top left of the merged area that a cell lies in, or the cell itself."""
        column, row = position
        for (left, top), (right, bottom) in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return left, top
        return position


def scan_sheet(chunks: Iterable[bytes], wanted: Container[str], rows: Collection[int]) -> Scan:
    """Return the wanted cells, and what is hidden and merged in the ``rows`` where they stand."""
    scanner = _Scanner(wanted, rows)
    feed(scanner.parser, chunks)
    if not scanner.is_worksheet:
        raise Refused(Cause.DAMAGED, "contents that are not a worksheet's")
    return scanner.scan


class _Scanner:
    """The handlers of one pass; they are swapped so that unwanted cells cost two short calls and no text."""

    def __init__(self, wanted: Container[str], rows: Collection[int]) -> None:
        self.scan = Scan()
        self.is_worksheet = False
        self._wanted, self._rows = wanted, rows
        self._top, self._bottom = min(rows), max(rows)
        self._row, self._last = 0, ""
        self._pieces: list[str] = []
        self._in_phonetic = False
        self.parser = new_parser()
        self.parser.ordered_attributes = True
        self._outside = self._handler()
        self.parser.StartElementHandler = self._outside

    def _handler(self) -> Callable[[str, list[str]], None]:
        """Return what is called for each tag of a sheet: what it needs is at hand, and cells come first."""
        wanted, known, cells, address_of, begin_row = (
            self._wanted, _OUTSIDE.get, _CELLS, self._address, self._begin_row
        )  # fmt: skip

        def outside(element: str, attributes: list[str]) -> None:
            if element in cells:
                address = attributes[1] if attributes and attributes[0] == "r" else address_of(attributes)
                self._last = address
                if address in wanted:
                    self._open(address, attributes)
            elif (name := known(element)) is None:
                return
            elif name == "row":
                begin_row(attributes)
            elif name in _BEHIND:
                self.parser.StartElementHandler = None
            else:
                self._note(name, dict(pairs(attributes)))

        return outside

    def _address(self, attributes: list[str]) -> str:
        """Return the address of a cell; one that does not say so is to the right of the last one of its row."""
        given = dict(pairs(attributes)).get("r")
        if given is not None:
            return given
        last = position_of(self._last)
        return address_at(last[0] + 1 if last else 1, self._row)

    def _begin_row(self, attributes: list[str]) -> None:
        given = attributes[1] if attributes and attributes[0] == "r" else dict(pairs(attributes)).get("r")
        self._row = self._row + 1 if given is None else _whole(given)
        self._last = ""
        if "hidden" in attributes and dict(pairs(attributes)).get("hidden") in _TRUE and self._row in self._rows:
            self.scan.hidden_rows.add(self._row)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "worksheet":
                self.is_worksheet = True
            case "col" if attributes.get("hidden", "") in _TRUE:
                self.scan.hidden_columns.append((_whole(attributes.get("min", "")), _whole(attributes.get("max", ""))))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _merge(self, area: str) -> None:
        """Keep a merged area that touches the wanted rows; titles merged above them do not matter."""
        corners = corners_of(area)
        if corners is not None and corners[0][1] <= self._bottom and corners[1][1] >= self._top:
            self.scan.merged.append(corners)
            if len(self.scan.merged) > limits.MERGED_AREAS:
                raise Refused(Cause.TOO_MUCH_IN_IT, "too many merged cells")

    def _open(self, address: str, attributes: list[str]) -> None:
        if address in self.scan.cells:
            raise Refused(Cause.SAME_PART_TWICE, f"two cells {address}")
        self._cell = self.scan.cells[address] = Stored(address)
        if "s" in attributes or "t" in attributes:
            for name, value in pairs(attributes):
                if name == "s":
                    self._cell.style = value
                elif name == "t":
                    self._cell.type = value
        self._pieces.clear()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._inside, self._end

    def _inside(self, element: str, _: list[str]) -> None:
        name = _INSIDE.get(element)
        if name == "v" or (name == "t" and not self._in_phonetic):
            self._cell.text = ""
            self.parser.CharacterDataHandler = self._pieces.append
        elif name == "f":
            self._cell.is_formula = True
        elif name == "rPh":
            self._in_phonetic = True
        elif name == "c":
            raise Refused(Cause.DAMAGED, "a cell inside a cell")

    def _end(self, element: str) -> None:
        parser = self.parser
        parser.CharacterDataHandler = None
        name = _INSIDE.get(element)
        if name == "c":
            if self._pieces:
                self._cell.text = "".join(self._pieces)
            parser.StartElementHandler, parser.EndElementHandler = self._outside, None
        elif name == "rPh":
            self._in_phonetic = False


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(Cause.DAMAGED, "a row or column without a number")
    return int(text)
