"""A release as files for everybody: csv, xlsx, ods, JSON, and all in one data package; the same bytes each time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from reports.publication.domain.open_formats import OpenRelease, as_csv, as_json, as_package, sheets
from reports.publication.domain.open_tables import OpenTable
from spreadsheets.fixed_zip import packed
from spreadsheets.plain_books import ODS, XLSX, book_ods, book_xlsx

PACKAGE = "datapackage.json"
CSV, JSON, ZIP = "text/csv; charset=utf-8", "application/json", "application/zip"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of a release: ``words`` say what is in it, ``made_at`` when it was made, if that was after the release."""

    name: str
    words: str
    type: str
    make: Callable[[], bytes]
    made_at: datetime | None = None


def open_files(release: OpenRelease) -> dict[str, OpenFile]:
    """Return each file by its name; none is made before it is asked for."""
    parts = [
        OpenFile(
            "release.xlsx",
            "A workbook (xlsx): all tables, and what each field means",
            XLSX,
            lambda: book_xlsx(sheets(release)),
        ),
        OpenFile("release.ods", "A spreadsheet (ods): the same", ODS, lambda: book_ods(sheets(release))),
        *(_csv(table) for table in release.tables),
        OpenFile("release.json", "JSON: all tables with their dictionary", JSON, lambda: as_json(release)),
        OpenFile(PACKAGE, "The description of the csv files (Data Package)", JSON, lambda: as_package(release)),
    ]
    parts.append(OpenFile("release.zip", "All csv files with their description (zip)", ZIP, lambda: _zip(release)))
    return {part.name: part for part in parts}


def _csv(table: OpenTable) -> OpenFile:
    return OpenFile(f"{table.name}.csv", f"csv: {table.title.lower()}", CSV, lambda: as_csv(table).encode())


def _zip(release: OpenRelease) -> bytes:
    tables = {f"{table.name}.csv": as_csv(table).encode() for table in release.tables}
    return packed({PACKAGE: as_package(release), **tables})
