"""A release as files for everybody: csv, xlsx, ods, JSON, and all in one data package; the same bytes each time."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from reports.publication.domain.open_tables import HIDDEN, OpenCell, OpenTable
from spreadsheets.csv_files import csv_text
from spreadsheets.fixed_zip import packed
from spreadsheets.plain_books import ODS, XLSX, BookCell, PlainSheet, book_ods, book_xlsx

PACKAGE = "datapackage.json"
CSV, JSON, ZIP = "text/csv; charset=utf-8", "application/json", "application/zip"
DICTIONARY = ("Table", "Field", "Title", "Type", "Unit", "What it means")


@dataclass(frozen=True)
class OpenRelease:
    """All that the files hold: ``about`` are the facts of the release by key, with their words."""

    name: str
    title: str
    address: str
    about: Mapping[str, tuple[str, str]]
    tables: Sequence[OpenTable]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of a release: ``words`` say what is in it."""

    name: str
    words: str
    type: str
    make: Callable[[], bytes]


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


def as_csv(table: OpenTable) -> str:
    """Return a tidy table: names in the first row, a record a row, ``[c]`` where a value is withheld."""
    return csv_text([[field.name for field in table.fields], *(map(_text, row) for row in table.rows)])


def _text(cell: OpenCell) -> str:
    return HIDDEN if cell is None else f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)


def sheets(release: OpenRelease) -> list[PlainSheet]:
    """Return what it is, the tables, and what each field means."""
    about = PlainSheet("About", ("Fact", "Of this release"), tuple(release.about.values()))
    tables = [
        PlainSheet(
            table.name.capitalize(), tuple(_head(field) for field in table.fields), tuple(map(_booked, table.rows))
        )
        for table in release.tables
    ]
    meanings = tuple(
        (table.name, field.name, field.title, field.type, field.unit, field.means)
        for table in release.tables
        for field in table.fields
    )
    return [about, *tables, PlainSheet("Dictionary", DICTIONARY, meanings)]


def _head(field: Any) -> str:
    return f"{field.title}, {field.unit}" if field.unit else str(field.title)


def _booked(row: tuple[OpenCell, ...]) -> tuple[BookCell, ...]:
    return tuple(HIDDEN if cell is None else cell for cell in row)


def as_json(release: OpenRelease) -> bytes:
    """Return everything as JSON; a withheld value is null, and its row says so in its mark."""
    return _json(
        {
            "title": release.title,
            "address": release.address,
            "about": {key: words for key, (_, words) in release.about.items()},
            "tables": {
                table.name: {
                    "title": table.title,
                    "dictionary": [asdict(field) for field in table.fields],
                    "rows": [_record(table, row) for row in table.rows],
                }
                for table in release.tables
            },
        }
    )


def _record(table: OpenTable, row: tuple[OpenCell, ...]) -> dict[str, object]:
    values = (float(cell) if isinstance(cell, Decimal) else cell for cell in row)
    return {field.name: value for field, value in zip(table.fields, values, strict=True)}


def as_package(release: OpenRelease) -> bytes:
    """Return a description after the Data Package standard (datapackage.org), for the csv files beside it."""
    return _json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": release.name,
            "title": release.title,
            "homepage": release.address,
            "description": "; ".join(f"{title}: {words}" for title, words in release.about.values()),
            "resources": [_resource(table) for table in release.tables],
        }
    )


def _resource(table: OpenTable) -> dict[str, object]:
    fields = [
        {"name": field.name, "title": field.title, "type": field.type, "description": field.means}
        | ({"unit": field.unit} if field.unit else {})
        for field in table.fields
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {"fields": fields, "missingValues": ["", HIDDEN], "primaryKey": list(table.key)},
    }


def _zip(release: OpenRelease) -> bytes:
    tables = {f"{table.name}.csv": as_csv(table).encode() for table in release.tables}
    return packed({PACKAGE: as_package(release), **tables})


def _json(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
