"""Read a log's file into lines; a row that is not clear is left out, with a sentence that says why."""

from collections.abc import Callable
from dataclasses import dataclass, field

from engagement.contacts.domain.log_file.columns import COLUMNS, MARKS, REQUIRED
from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.rows import RowReading
from register.domain.directory_layouts import Layout, LayoutName
from register.domain.header_search import RowTaker, read_table
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from spreadsheets.refusals import Refused
from spreadsheets.signature import ZIP
from spreadsheets.tables.any_file import UnreadableTable
from spreadsheets.zip_directory import parts_of

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
# What a workbook of ours of so many rows unpacks to, many times over.
UNPACKED_BYTES = 150 * MEGABYTE
MOST_ROWS = 10_000
_ROWS_BETWEEN_REPORTS = 1_000
_NO_HEADER = (
    "We found no contact log in this file. We looked for a row with the columns “Date”, “Channel” and “Outcome”, and "
    "“Location ID” or “Location”."
)
LAYOUT = Layout(LayoutName.CONTACT_LOG, COLUMNS, marks=MARKS, required=REQUIRED)


@dataclass(frozen=True)
class NumberedLine:
    """A line with its ``row`` number as in the file; by any of its ``keys`` it is known again, the first is kept."""

    row: int
    line: LogLine
    keys: tuple[str, ...] = ()


@dataclass
class LogFile:
    """The lines; ``there`` rows are in the log already, and were not read again."""

    lines: list[NumberedLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    there: int = 0

    def take(self, row: int, found: LogLine | list[Fault]) -> None:
        if isinstance(found, list):
            self.faults += found
        else:
            self.lines.append(NumberedLine(row, found))


def read_log(data: bytes, report: Callable[[int], None] = lambda _: None) -> LogFile:
    """Read a log; raises UnreadableTable, with a sentence, for a file of no use.

    ``report`` is told how many rows are read.
    """
    refuse_what_is_too_large(data)
    log = LogFile()

    def chosen(_: Layout, heading: Heading) -> RowTaker:
        log.columns = tuple(COLUMNS[key][0] for key in heading.columns)
        reading = RowReading(heading)

        def take(row: int, cells: list[str]) -> None:
            if not any(cell.strip() for cell in cells):
                return
            if len(log.lines) + len(log.faults) >= MOST_ROWS:
                raise UnreadableTable(f"This log has more than {MOST_ROWS:,} rows. Split it into several files.")
            log.take(row, reading.read(row, cells))
            if row % _ROWS_BETWEEN_REPORTS == 0:
                report(row)

        return take

    read_table(data, (LAYOUT,), chosen, _NO_HEADER)
    if not log.lines and not log.faults:
        raise UnreadableTable("There is a header in this file, but no contact under it.")
    return log


def refuse_what_is_too_large(data: bytes) -> None:
    if len(data) > FILE_BYTES:
        raise UnreadableTable("This file is too large. We can read up to 10 MB.")
    if not data.startswith(ZIP):
        return
    try:
        unpacked = sum(part.unpacked for part in parts_of(data))
    except Refused:
        return  # What is wrong with it is said by the reader.
    if unpacked > UNPACKED_BYTES:
        raise UnreadableTable("This file unpacks to far more than a log can hold, so we did not open it.")
