"""Writing csv files that spreadsheet programs read right: their encoding is marked, and no cell runs as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

# Without it a spreadsheet program misreads every dash and pound sign.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet program takes a cell that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
TEXT_MARK = "'"


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    return "".join(csv_pieces(rows))


def csv_pieces(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file row by row, for one that is long; its lines end as spreadsheet programs expect."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for row in rows:
        writer.writerow([as_text(cell) for cell in row])
        yield file.getvalue()
        file.seek(0)
        file.truncate()


def as_text(cell: str) -> str:
    """A cell that would be taken for a formula is written as text, as spreadsheet programs mark it themselves."""
    return f"{TEXT_MARK}{cell}" if cell.startswith(FORMULA_SIGNS) else cell
