"""A log's lines as they are kept between the preview and the confirmation: as the cells of our own columns."""

from collections.abc import Iterable

from engagement.domain.log_file.columns import COLUMNS
from engagement.domain.log_file.reading import NumberedLine
from engagement.domain.log_file.rows import RowReading
from engagement.domain.log_file.writing import as_text, cells_of
from submissions.domain.register.headings import Heading

_OURS = Heading(0, "", {key: place for place, key in enumerate(COLUMNS)})


def kept(lines: Iterable[NumberedLine]) -> list[list[str | int]]:
    return [[each.row, *(as_text(cell) for cell in cells_of(each.line))] for each in lines]


def lines_from(rows: Iterable[list[str | int]]) -> list[NumberedLine]:
    reading, lines = RowReading(_OURS), list[NumberedLine]()
    for row, *cells in rows:
        line = reading.read(int(row), [str(cell) for cell in cells])
        assert not isinstance(line, list), line
        lines.append(NumberedLine(int(row), line))
    return lines
