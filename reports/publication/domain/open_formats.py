"""A release written down: as csv, as sheets of a workbook, as JSON, and described after the Data Package standard."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from reports.publication.domain.open_fields import HIDDEN, OpenCell, OpenField
from reports.publication.domain.open_tables import OpenTable
from spreadsheets.csv_files import csv_text
from spreadsheets.plain_books import BookCell, PlainSheet

DICTIONARY = ("Table", "Field", "Title", "Type", "Unit", "What it means")


@dataclass(frozen=True)
class OpenRelease:
    """All that the files hold: ``about`` are the facts of the release by key, with their words."""

    name: str
    title: str
    address: str
    about: Mapping[str, tuple[str, str]]
    tables: Sequence[OpenTable]


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


def _head(field: OpenField) -> str:
    return f"{field.title}, {field.unit}" if field.unit else field.title


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


def _json(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
