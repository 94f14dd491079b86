"""Write a log's lines as CSV and as a workbook, in which no cell is ever taken for a formula."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from engagement.contacts.domain.log_file.columns import HEADER
from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.lists import in_words, joined, people_in_words
from engagement.contacts.domain.log_file.moments import clock_in_words, day_in_words
from spreadsheets.csv_files import FORMULA_SIGNS, TEXT_MARK, csv_pieces
from spreadsheets.streamed_workbook import workbook_pieces

_MARKED = (*FORMULA_SIGNS, TEXT_MARK)
_WIDTHS = {"Notes": 60, "Contact ID": 12}
_WIDTH = 18


def cells_of(line: LogLine) -> list[str]:
    return [
        line.id,
        day_in_words(line.happened_at),
        clock_in_words(line.happened_at),
        line.channel.label,
        line.direction.label,
        line.outcome.label,
        joined(line.locations),
        joined(line.location_names),
        people_in_words(line.people),
        people_in_words(line.colleagues),
        "" if line.minutes is None else str(line.minutes),
        _day(line.promised_on),
        joined(topic.label for topic in line.topics),
        line.words,
        "yes" if line.is_shared else "",
        line.next_step,
        _day(line.next_on),
        in_words(line.next_for),
        "yes" if line.next_is_done else "",
        in_words(line.logged_by),
        line.side,
        line.source,
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def as_text(cell: str) -> str:
    """Mark a cell as text if it begins with the mark of text, so that it comes back."""
    return f"{TEXT_MARK}{cell}" if cell.startswith(_MARKED) else cell


def from_text(cell: str) -> str:
    return cell[1:] if cell.startswith(TEXT_MARK) and cell[1:].startswith(_MARKED) else cell


def _not_taken_for_marked(cell: str) -> str:
    """Double what looks like a mark: text in a workbook needs none, and so the cell comes back whole."""
    return f"{TEXT_MARK}{cell}" if cell.startswith(TEXT_MARK) and from_text(cell) != cell else cell


def log_csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the file of the rows' cells, some rows at a time."""
    return csv_pieces(_headed(rows), signs=_MARKED)


def log_xlsx(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the workbook: all cells are text, and its times are fixed, so that the same log is the same file."""
    widths = [_WIDTHS.get(name, _WIDTH) for name in HEADER]
    return workbook_pieces(
        "Contact log", widths, _headed([_not_taken_for_marked(cell) for cell in row] for row in rows)
    )


def _headed(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield HEADER
    yield from rows
