"""Write a log's lines as CSV and as a workbook, in which no cell is ever taken for a formula."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from engagement.contacts.domain.log_file.columns import HEADER
from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.lists import in_words, joined, people_in_words
from engagement.contacts.domain.log_file.moments import clock_in_words, day_in_words
from spreadsheets.csv_files import FORMULA_SIGNS, TEXT_MARK, csv_pieces

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
    return cell if from_text(cell) == cell else f"{TEXT_MARK}{cell}"


def log_csv(lines: Iterable[LogLine]) -> Iterator[str]:
    return csv_pieces([as_text(cell) for cell in row] for row in _rows(lines))


def log_xlsx(lines: Iterable[LogLine]) -> bytes:
    """Return the workbook: all cells are text, and its times are fixed, so that the same log is the same file."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, wrapped = book.add_worksheet("Contact log"), book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(HEADER):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH), wrapped)
    for number, row in enumerate(_rows(lines)):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, _not_taken_for_marked(cell))
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _rows(lines: Iterable[LogLine]) -> Iterator[Iterable[str]]:
    yield HEADER
    for line in lines:
        yield cells_of(line)
