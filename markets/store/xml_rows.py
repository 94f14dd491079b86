"""Rows of an XML file, whatever its elements are called: a row for each innermost group, with what stands around it.

Values of elements around a group belong to each of its rows. What stands around thousands of rows has to stand before
them, as every system writes it; a file is never held whole.
"""

from collections.abc import Iterator
from itertools import chain, islice, repeat
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from markets.store.row_sources import Row
from markets.store.text_files import Pieces, UnreadableFile
from markets.store.xml_records import Values, XmlRecords
from spreadsheets.refusals import Refused

MOST_COLUMNS = 200
NAMED_BY = 2000
A_STEP = 1 << 16
DAMAGED = "We could not read this file: its XML is damaged or was not copied whole. Send it again from your system."


def xml_values(pieces: Pieces) -> Iterator[Values]:
    """Yield each row's values by their names."""
    records = XmlRecords()
    try:
        for piece in pieces():
            for start in range(0, len(piece), A_STEP):
                yield from records.read(piece[start : start + A_STEP])
        yield from records.end()
    except (ParseError, ExpatError, Refused):
        raise UnreadableFile("V01", DAMAGED) from None


def xml_rows(pieces: Pieces) -> Iterator[Row]:
    """Yield the names of columns, then the rows; names that first come after thousands of rows are not read."""
    found = xml_values(pieces)
    first = list(islice(found, NAMED_BY))
    names = list(dict.fromkeys(name for values in first for name in values))[:MOST_COLUMNS]
    yield names
    for values in chain(first, found):
        yield list(map(values.get, names, repeat("")))
