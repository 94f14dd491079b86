"""The report of a folder as a file: each workbook, its location and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Protocol

from xlsxwriter import Workbook

from spreadsheets.csv_files import csv_text

HEADER = ("File", "Location", "CQC location ID", "Result", "Why")
MARK = "For the independent team"


class ReportLine(Protocol):
    """What the report says of a workbook."""

    file_name: str
    result: str
    words: str

    @property
    def location(self) -> tuple[str, str]: ...


def report_rows(lines: Iterable[ReportLine]) -> Iterator[Sequence[str]]:
    yield HEADER
    for line in lines:
        yield (line.file_name, *line.location, line.result, line.words)


def report_csv(lines: Iterable[ReportLine]) -> bytes:
    return csv_text([*report_rows(lines), (MARK,)]).encode()


def report_xlsx(lines: Iterable[ReportLine]) -> bytes:
    """Return a workbook of texts: no cell runs as a formula."""
    into = BytesIO()
    book = Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Workbooks")
    sheet.set_footer(MARK)
    for width, column in zip((45, 35, 18, 25, 80), range(5), strict=True):
        sheet.set_column(column, column, width)
    for number, row in enumerate(report_rows(lines)):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return into.getvalue()
