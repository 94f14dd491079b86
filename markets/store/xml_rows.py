"""Rows of an XML file, whatever its elements are called: a row for each innermost group, with what stands around it.

Values of elements around a group belong to each of its rows. What stands around thousands of rows has to stand before
them, as every system writes it; a file is never held whole.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from markets.store.text_files import Pieces, UnreadableFile
from markets.store.xml_records import Names, Record, XmlRecords
from spreadsheets.refusals import Refused

MOST_COLUMNS = 200
NAMED_BY = 2000
# As small as this, most elements are gone before Python looks for garbage.
A_STEP = 1 << 14
DAMAGED = "We could not read this file: its XML is damaged or was not copied whole. Send it again from your system."
Cells = Callable[[Sequence[str]], Sequence[str]]


def xml_records(pieces: Pieces) -> Iterator[Record]:
    records = XmlRecords()
    try:
        for piece in pieces():
            for start in range(0, len(piece), A_STEP):
                yield from records.read(piece[start : start + A_STEP])
        yield from records.end()
    except (ParseError, ExpatError, Refused):
        raise UnreadableFile("V01", DAMAGED) from None


def xml_rows(pieces: Pieces) -> Iterator[Sequence[str]]:
    """Yield the names of columns, then the rows; names that first come after thousands of rows are not read."""
    found = xml_records(pieces)
    first = list(islice(found, NAMED_BY))
    columns = list(dict.fromkeys(name for names in dict.fromkeys(names for names, _ in first) for name in names))
    columns = columns[:MOST_COLUMNS]
    yield columns
    cells = _CellsOf(columns)
    for names, texts in chain(first, found):
        yield cells[names]((*texts, ""))


class _CellsOf(dict[Names, Cells]):
    """What picks the cells of a row from the texts beside these names, worked out once for names that are alike."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def __missing__(self, names: Names) -> Cells:
        place = {name: number for number, name in enumerate(names)}
        places = [place.get(column, len(names)) for column in self._columns]
        pick = itemgetter(*places) if len(places) > 1 else lambda texts: tuple(texts[at] for at in places)
        return self.setdefault(names, pick)
