"""A CSV file of known columns, as commands take it: its rows by column, or a sentence why not."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from spreadsheets.tables.text_encoding import written

CsvRow = dict[str, str | None]
_SEPARATORS = (",", ";", "\t")


class UnreadableCsv(Exception):
    """A file that cannot be read as CSV, or lacks a column, with its sentence."""


def csv_rows(path: Path, needed: Sequence[str]) -> list[CsvRow]:
    """Return the rows by the names of their columns, separated by commas, semicolons or tabs, in any usual encoding.

    Raises ``UnreadableCsv`` where a needed column is missing; blank lines are no rows.
    """
    text = _text(path)
    try:
        reader = max((_reader(text, one) for one in _SEPARATORS), key=lambda one: len(set(needed) & {*_heads(one)}))
        heads = _heads(reader)
        missing = [name for name in needed if name not in heads]
        if missing:
            raise UnreadableCsv(f"{path} has no column {', '.join(missing)}.")
        twice = sorted({name for name in heads if name and heads.count(name) > 1})
        if twice:
            raise UnreadableCsv(f"{path} has the column {', '.join(twice)} twice.")
        return [row for row in reader if any(row.get(name) for name in heads)]
    except csv.Error:
        raise UnreadableCsv(f"{path} is no CSV file.") from None


def _text(path: Path) -> str:
    try:
        read = written(path.read_bytes())
    except OSError as trouble:
        raise UnreadableCsv(f"{path} cannot be read: {trouble.strerror}.") from None
    if not read.is_certain:
        raise UnreadableCsv(f"{path} is no CSV file in UTF-8.")
    return read.text


def _reader(text: str, separator: str) -> "csv.DictReader[str]":
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    return reader


def _heads(reader: "csv.DictReader[str]") -> list[str]:
    return list(reader.fieldnames or ())
