"""Writing csv files that spreadsheet programs read right: their encoding is marked, and no cell runs as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from operator import itemgetter

# Without it a spreadsheet program misreads every dash and pound sign.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet program takes a cell that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
TEXT_MARK = "'"
AT_A_TIME = 1_000
_first = itemgetter(0)


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    return "".join(csv_pieces(rows))


def as_text(cell: str, signs: tuple[str, ...] = FORMULA_SIGNS) -> str:
    """A cell that would be taken for a formula is written as text, as spreadsheet programs mark it themselves."""
    return f"{TEXT_MARK}{cell}" if cell.startswith(signs) else cell


def csv_pieces(rows: Iterable[Sequence[str]], *, signs: tuple[str, ...] = FORMULA_SIGNS) -> Iterator[str]:
    """The file some rows at a time, for one that is long; its lines end as spreadsheet programs expect.

    A cell that begins with one of the ``signs``, a character each, is marked as text.
    """
    file, coming, dangerous = StringIO(), iter(rows), frozenset(signs)
    writer = csv.writer(file, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    while some := list(islice(coming, AT_A_TIME)):
        writer.writerows(
            row if dangerous.isdisjoint(map(_first, filter(None, row))) else [as_text(cell, signs) for cell in row]
            for row in some
        )
        yield file.getvalue()
        file.seek(0)
        file.truncate()
