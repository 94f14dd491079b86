"""Records of an XML file, whatever its elements are called: one for each innermost group, with what stands around it.

The parser's own builder makes elements without a step of ours for each; what is whole of them is read and given up,
piece by piece, so that a file is never held whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from markets.store.text_files import UnreadableFile
from spreadsheets.markup import new_parser

# Names beside as many texts; where a name comes twice, the last is the record's own and others stand around it.
Names = tuple[str, ...]
Record = tuple[Names, tuple[str, ...]]
MOST_PENDING = 5000
MOST_DEPTH, LONGEST = 40, 32_767
# A name that says nothing without the element that it stands in.
VAGUE = frozenset({"reference", "ref", "name", "id", "description", "date", "type", "code", "number"})


class _Columns(dict[str, str]):
    """The column of each element or attribute of a group, by its name, worked out once a name."""

    def __init__(self, around: str) -> None:
        self._around = _plain(around)
        self._of_tags: dict[Names, Names] = {}

    def __missing__(self, tag: str) -> str:
        name = _plain(tag)
        return self.setdefault(tag, f"{self._around} {name}" if name.lower() in VAGUE else name)

    def of_all(self, tags: Names) -> Names:
        """Return the columns of a record; none where two of its elements would be one."""
        found = self._of_tags.get(tags)
        if found is None:
            names = tuple(self[tag] for tag in tags)
            found = self._of_tags[tags] = names if len({*names}) == len(names) else ()
        return found


class _ColumnsOfGroups(dict[str, _Columns]):
    def __missing__(self, tag: str) -> _Columns:
        return self.setdefault(tag, _Columns(tag))


@dataclass(slots=True)
class _Group:
    """An element in which others stand: its own values, and the records found in it so far.

    It is spent where records of it have been handed over: at its end it is none by itself.
    """

    element: Element
    columns: _Columns
    values: dict[str, str]
    records: list[Record] = field(default_factory=list)
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
        self._open, self._found, self._pending = list[_Group](), list[Record](), 0

    def _begun(self, *_: object) -> None:
        self._has_begun = True

    def read(self, piece: bytes) -> list[Record]:
        if not self._has_begun:
            self._guard.Parse(piece, False)
        self._parser.feed(piece)
        return self._completed(is_closed=False)

    def end(self) -> list[Record]:
        self._parser.close()
        return self._completed(is_closed=True)

    def _completed(self, is_closed: bool) -> list[Record]:
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
                self._read_group(child)
            else:
                group.values.setdefault(group.columns[child.tag], _text(child.text))

    def _read_group(self, element: Element) -> None:
        record = self._flat(element) if self._open else None
        if record is not None:
            self._add([record])
            return
        self._begin_group(element)
        self._read_all(element)
        self._end_group()

    def _flat(self, element: Element) -> Record | None:
        """Return the record of an element in which others with nothing but text stand, each of its own name."""
        if element.keys() or any(map(len, element)) or any(map(Element.keys, element)):
            return None
        names = self._columns[element.tag].of_all(tuple([one.tag for one in element]))
        return (names, tuple([_text(one.text) for one in element])) if names else None

    def _begin_group(self, element: Element) -> None:
        if len(element) and len(self._open) + 1 >= MOST_DEPTH:
            raise UnreadableFile("V01", "We could not read this file: its XML is nested too deeply.")
        columns = self._columns[element.tag]
        values = {columns[name]: _text(text) for name, text in element.items()}
        self._open.append(_Group(element, columns, values))

    def _end_group(self) -> None:
        group = self._open.pop()
        own = (tuple(group.values), tuple(group.values.values()))
        if group.records:
            self._pending -= len(group.records)
            self._add(_within(own, group.records))
        elif group.values and not group.is_spent:
            self._add([own])

    def _add(self, records: list[Record]) -> None:
        if not self._open:
            self._found += records
            return
        self._open[-1].records += records
        self._pending += len(records)
        if self._pending > MOST_PENDING:
            self._hand_over()

    def _hand_over(self) -> None:
        """Hand over the records of all open groups, with what is known of their groups by now."""
        known: dict[str, str] = {}
        for place, group in enumerate(self._open):
            known = known | group.values
            self._found += _within((tuple(known), tuple(known.values())), group.records)
            group.is_spent = group.is_spent or any(one.records for one in self._open[place:])
        for group in self._open:
            group.records = []
        self._pending = 0


def _within(around: Record, records: list[Record]) -> list[Record]:
    """Return the records of a group with its own values before theirs."""
    names, texts = around
    return [(names + own, texts + told) for own, told in records] if names else records


def _text(text: str | None) -> str:
    return text[:LONGEST].strip() if text else ""


def _plain(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]
