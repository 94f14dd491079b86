"""A CSV file of known columns, as commands take it: its rows by column, or a sentence why not."""

import csv
from collections.abc import Sequence
from pathlib import Path

CsvRow = dict[str, str | None]


class UnreadableCsv(Exception):
    """A file that cannot be read as CSV, or lacks a column, with its sentence."""


def csv_rows(path: Path, needed: Sequence[str]) -> list[CsvRow]:
    """Return the rows by the names of their columns; raise ``UnreadableCsv`` where a needed column is missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise UnreadableCsv(f"{path} has no column {', '.join(missing)}.")
            return [dict(row) for row in reader]
    except OSError as trouble:
        raise UnreadableCsv(f"{path} cannot be read: {trouble.strerror}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableCsv(f"{path} is no CSV file in UTF-8.") from None
