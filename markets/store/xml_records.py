"""Records of an XML file, whatever its elements are called: one for each innermost group, with what stands around it.

The parser's own builder makes elements without a step of ours for each; what is whole of them is read and given up,
piece by piece, so that a file is never held whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from markets.store.text_files import UnreadableFile
from spreadsheets.markup import new_parser

Values = dict[str, str]
MOST_PENDING = 5000
MOST_DEPTH, LONGEST = 40, 32_767
# A name that says nothing without the element that it stands in.
VAGUE = frozenset({"reference", "ref", "name", "id", "description", "date", "type", "code", "number"})


class _Columns(dict[str, str]):
    """The column of each element or attribute of a group, by its name, worked out once a name."""

    def __init__(self, around: str) -> None:
        self._around = _plain(around)

    def __missing__(self, tag: str) -> str:
        name = _plain(tag)
        return self.setdefault(tag, f"{self._around} {name}" if name.lower() in VAGUE else name)


class _ColumnsOfGroups(dict[str, _Columns]):
    def __missing__(self, tag: str) -> _Columns:
        return self.setdefault(tag, _Columns(tag))


@dataclass(slots=True)
class _Group:
    """An element in which others stand: its own values, and the rows found in it so far.

    It is spent where rows of it have been handed over: at its end it is no row by itself.
    """

    element: Element
    columns: _Columns
    values: Values
    rows: list[Values] = field(default_factory=list)
    is_spent: bool = False


class XmlRecords:
    """Reads a file in pieces; each call returns the records that it completes.

    A document type is refused by the portal's own parser, which reads along until the first element begins: after that
    there can be none, and so no entity.
    """

    def __init__(self) -> None:
        builder = TreeBuilder()
        self._top = builder.start("", {})
        self._parser, self._guard = XMLParser(target=builder), new_parser()
        self._has_begun = False
        self._guard.StartElementHandler = self._begun
        self._columns = _ColumnsOfGroups()
        self._open, self._found, self._pending = list[_Group](), list[Values](), 0

    def _begun(self, *_: object) -> None:
        self._has_begun = True

    def read(self, piece: bytes) -> list[Values]:
        if not self._has_begun:
            self._guard.Parse(piece, False)
        self._parser.feed(piece)
        return self._completed(is_closed=False)

    def end(self) -> list[Values]:
        self._parser.close()
        return self._completed(is_closed=True)

    def _completed(self, is_closed: bool) -> list[Values]:
        self._read_within(0, self._top, is_closed)
        found, self._found = self._found, []
        return found

    def _read_within(self, depth: int, element: Element, is_closed: bool) -> None:
        """Read all that is whole in an element, and give it up: while it is open, all but its last child."""
        start = 0
        if depth < len(self._open):  # its first child was read in part before
            start, is_whole = 1, is_closed or len(element) > 1
            self._read_within(depth + 1, self._open[depth].element, is_whole)
            if not is_whole:
                return
            self._end_group()
        end = len(element) - (not is_closed)
        self._read_all(element[start:end])
        del element[: max(end, 0)]
        if not is_closed and len(element) and len(element[0]):
            self._begin_group(element[0])
            self._read_within(depth + 1, element[0], False)

    def _read_all(self, children: Iterable[Element]) -> None:
        """Read elements: those with nothing but text are values of the group that they stand in."""
        group = self._open[-1] if self._open else None
        for child in children:
            if group is None or len(child) or child.keys():
                self._begin_group(child)
                self._read_all(child)
                self._end_group()
            else:
                group.values.setdefault(group.columns[child.tag], (child.text or "")[:LONGEST].strip())

    def _begin_group(self, element: Element) -> None:
        if len(element) and len(self._open) + 1 >= MOST_DEPTH:
            raise UnreadableFile("V01", "We could not read this file: its XML is nested too deeply.")
        columns = self._columns[element.tag]
        values = {columns[name]: text[:LONGEST].strip() for name, text in element.items()}
        self._open.append(_Group(element, columns, values))

    def _end_group(self) -> None:
        group = self._open.pop()
        if group.rows:
            rows = [group.values | row for row in group.rows] if group.values else group.rows
        else:
            rows = [group.values] if group.values and not group.is_spent else []
            self._pending += len(rows)
        if not self._open:
            self._found += rows
            return
        self._open[-1].rows += rows
        if self._pending > MOST_PENDING:
            self._hand_over()

    def _hand_over(self) -> None:
        """Hand over the rows of all open groups, with what is known of their groups by now."""
        known: Values = {}
        for place, group in enumerate(self._open):
            known = known | group.values
            self._found += [known | row for row in group.rows]
            group.is_spent = group.is_spent or any(one.rows for one in self._open[place:])
        for group in self._open:
            group.rows = []
        self._pending = 0


def _plain(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]
