"""Rows of an XML file, whatever its elements are called: a row for each innermost group, with what stands around it.

Values of elements around a group belong to each of its rows. What stands around thousands of rows has to stand before
them, as every system writes it; a file is never held whole.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers.expat import ExpatError

from markets.store.row_sources import Row, pulled
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
    """An open element: its own values, the rows found in it, and whether anything stands in it but text."""

    name: str
    values: Values = field(default_factory=dict)
    rows: list[Values] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    has_inner: bool = False


class _XmlReader:
    def __init__(self, emit: Callable[[Values], bool]) -> None:
        self._emit, self._open, self._pending = emit, list[_Group](), 0
        self.is_enough = False
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise UnreadableFile("V01", "We could not read this file: its XML is nested too deeply.")
        if self._open:
            self._open[-1].has_inner = True
        group = _Group(element.rpartition(" ")[2])
        for name, text in attributes.items():
            group.values[self._column(group.name, name.rpartition(" ")[2])] = text[:LONGEST].strip()
        self._open.append(group)

    def _said(self, text: str) -> None:
        if not self._open[-1].has_inner:
            self._open[-1].text.append(text)

    def _end(self, _: str) -> None:
        group = self._open.pop()
        if not self._open:
            self._flush(group.rows or ([group.values] if group.values else []), [group.values])
            return
        around = self._open[-1]
        if not group.has_inner and not group.values:
            around.values.setdefault(self._column(around.name, group.name), "".join(group.text)[:LONGEST].strip())
            return
        rows = [group.values | row for row in group.rows] if group.rows else [group.values] if group.values else []
        self._pending += 0 if group.rows else len(rows)
        around.rows += rows
        if self._pending > MOST_PENDING:
            self._flush_all()

    @staticmethod
    def _column(around: str, name: str) -> str:
        return f"{around} {name}" if name.lower() in VAGUE else name

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


def xml_values(pieces: Pieces) -> Callable[[Callable[[int, Row], bool]], None]:
    """Return a reader that hands over each row as its names and values, one after another in one list."""

    def read(take: Callable[[int, Row], bool]) -> None:
        number = 0

        def emit(values: Values) -> bool:
            nonlocal number
            number += 1
            return take(number, [text for pair in values.items() for text in pair])

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
    read = xml_values(pieces)
    first = list(islice(pulled(read), NAMED_BY))
    names = list(dict.fromkeys(name for row in first for name in row[::2]))[:MOST_COLUMNS]
    yield names
    for row in pulled(read):
        values = dict(zip(row[::2], row[1::2], strict=True))
        yield [values.get(name, "") for name in names]
