"""Rows of an XML file, whatever its elements are called: a row for each innermost group, with what stands around it.

Values of elements around a group belong to each of its rows. What stands around thousands of rows has to stand before
them, as every system writes it; a file is never held whole.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from xml.parsers.expat import ExpatError

from markets.store.row_sources import Read, Row, pulled
from markets.store.text_files import Pieces, UnreadableFile
from spreadsheets.markup import new_parser
from spreadsheets.refusals import Refused

Values = dict[str, str]
MOST_PENDING = 5000
MOST_DEPTH, MOST_COLUMNS, LONGEST = 40, 200, 32_767
NAMED_BY = 2000
# A name that says nothing without the element that it stands in.
VAGUE = frozenset({"reference", "ref", "name", "id", "description", "date", "type", "code", "number"})
DAMAGED = "We could not read this file: its XML is damaged or was not copied whole. Send it again from your system."


@dataclass(slots=True)
class _Group:
    """An open element in which others stand: its own values, and the rows found in it."""

    name: str
    values: Values
    rows: list[Values] = field(default_factory=list)


class _XmlReader:
    """Reads with one step an element: most have nothing in them but text, and are never a group."""

    def __init__(self, emit: Callable[[Values], bool]) -> None:
        self._emit, self._open, self._pending = emit, list[_Group](), 0
        # The element that was opened last, while nothing but text has been found in it.
        self._last, self._attributes, self._text = "", dict[str, str](), list[str]()
        self._names, self._columns = dict[str, str](), dict[tuple[str, str], str]()
        self.is_enough = False
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if self._last:
            self._push()
        name = self._names.get(element)
        if name is None:
            name = self._names.setdefault(element, element.rpartition(" ")[2])
        self._last, self._attributes = name, attributes
        self._text.clear()

    def _push(self) -> None:
        """Make the last element a group, as another stands in it."""
        if len(self._open) + 1 >= MOST_DEPTH:
            raise UnreadableFile("V01", "We could not read this file: its XML is nested too deeply.")
        self._open.append(_Group(self._last, self._attribute_values()))

    def _attribute_values(self) -> Values:
        return {
            self._column(self._last, name.rpartition(" ")[2]): text[:LONGEST].strip()
            for name, text in self._attributes.items()
        }

    def _end(self, _: str) -> None:
        if not self._last:
            self._ended(self._open.pop())
            return
        if self._open and not self._attributes:
            around = self._open[-1]
            text = "".join(self._text)[:LONGEST].strip()
            around.values.setdefault(self._column(around.name, self._last), text)
            self._last = ""
            return
        group = _Group(self._last, self._attribute_values())
        self._last = ""
        self._ended(group)

    def _ended(self, group: _Group) -> None:
        if not self._open:
            self._flush(group.rows or ([group.values] if group.values else []), [group.values])
            return
        rows = [group.values | row for row in group.rows] if group.rows else [group.values] if group.values else []
        self._pending += 0 if group.rows else len(rows)
        self._open[-1].rows += rows
        if self._pending > MOST_PENDING:
            self._flush_all()

    def _column(self, around: str, name: str) -> str:
        found = self._columns.get((around, name))
        if found is None:
            found = self._columns.setdefault((around, name), f"{around} {name}" if name.lower() in VAGUE else name)
        return found

    def _flush_all(self) -> None:
        known: Values = {}
        for group in self._open:
            known = known | group.values
            self._flush(group.rows, [known])
            group.rows = []
        self._pending = 0

    def _flush(self, rows: Iterable[Values], around: list[Values]) -> None:
        for row in rows:
            whole = around[0] | row if around else row
            if not self.is_enough and not self._emit(whole):
                self.is_enough = True


def xml_values(pieces: Pieces) -> Read[Values]:
    """Return a reader that hands over each row's values by their names."""

    def read(take: Callable[[int, Values], bool]) -> None:
        number = 0

        def emit(values: Values) -> bool:
            nonlocal number
            number += 1
            return take(number, values)

        reader = _XmlReader(emit)
        try:
            for piece in pieces():
                reader.parser.Parse(piece, False)
                if reader.is_enough:
                    return
            reader.parser.Parse(b"", True)
        except (ExpatError, Refused):
            raise UnreadableFile("V01", DAMAGED) from None

    return read


def xml_rows(pieces: Pieces) -> Iterator[Row]:
    """Yield the names of columns, then the rows; names that first come after thousands of rows are not read."""
    found = pulled(xml_values(pieces))
    first = list(islice(found, NAMED_BY))
    names = list(dict.fromkeys(name for values in first for name in values))[:MOST_COLUMNS]
    yield names
    for values in chain(first, found):
        yield [values.get(name, "") for name in names]
