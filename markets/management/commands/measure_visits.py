"""`measure_visits FILE.csv`: the measures of a market and of its providers, from one file of visits."""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.measures.domain.market_measures import measured
from markets.measures.domain.measure_document import measure_document, measure_text
from markets.visits.domain.columns import ColumnMapping, mapping_from
from markets.visits.domain.quality_words import quality_sentences, rows_sentence
from markets.visits.domain.visit_file import UnknownColumns, VisitDataset, visits_from

LARGEST = 500 * 1024 * 1024
NOTHING: dict[str, Any] = {"market": {}, "providers": {}}


class Command(BaseCommand):
    help = "Read a file of visits, say what is the matter with its rows, and work out the measures of its market."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", type=Path)
        parser.add_argument("--mapping", metavar="FILE.json", type=Path, help="the file's columns onto our fields")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, **options: Any) -> None:
        self.as_json = options["json"]
        dataset = self._visits(file, self._mapping(options["mapping"]))
        measures = measured(dataset)
        for sentence in quality_sentences(dataset):
            self.stderr.write(sentence)
        if self.as_json:
            self.stdout.write(json.dumps(measure_document(measures, dataset), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{rows_sentence(dataset)}\n{measure_text(measures)}")
        if not dataset.used:
            self.stderr.write("No row of this file could be used.")
            raise SystemExit(1)

    def _mapping(self, path: Path | None) -> ColumnMapping:
        if path is None:
            return ColumnMapping()
        try:
            document = json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as trouble:
            raise CommandError(f"{path} cannot be read: {trouble.strerror}.", returncode=2) from None
        except (ValueError, RecursionError):
            raise CommandError(f"{path} is not JSON.", returncode=2) from None
        mapping, faults = mapping_from(document)
        if faults:
            self._leave(1, "mapping", faults)
        return mapping

    def _visits(self, path: Path, mapping: ColumnMapping) -> VisitDataset:
        try:
            return visits_from(_lines(path), mapping)
        except UnknownColumns as unclear:
            code, *sentences = unclear.args
            self._leave(1, code, [f"{code}: {sentence}" for sentence in sentences])
        except OSError as trouble:
            self._leave(2, "V01", [f"{path} cannot be read: {trouble.strerror}."])
        except (UnicodeDecodeError, csv.Error):
            self._leave(2, "V01", [_unreadable("no CSV")])
        except _NotCsv as refused:
            self._leave(2, "V01", [_unreadable(str(refused))])
        raise AssertionError("unreachable")

    def _leave(self, status: int, code: str, sentences: list[str]) -> None:
        """Say why nothing is shown, and leave."""
        for sentence in sentences:
            self.stderr.write(sentence)
        if self.as_json:
            self.stdout.write(json.dumps(NOTHING | {"quality": {code: len(sentences)}}, ensure_ascii=False, indent=1))
        raise SystemExit(status)


class _NotCsv(Exception):
    """A file that is no CSV: what it is instead."""


def _unreadable(kind: str) -> str:
    return f"V01: We could not read this file: it is {kind}. Save it as CSV (UTF-8) from your system and send it again."


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a CSV file in UTF-8, or as Windows writes it."""
    if path.is_file() and path.stat().st_size > LARGEST:
        raise _NotCsv("over 500 MB")
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise _NotCsv("empty")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")) or b"\0" in start:
        raise _NotCsv("no CSV")
    with path.open(encoding=_encoding(path), newline="") as text:
        yield from text


def _encoding(path: Path) -> str:
    """Return UTF-8, unless a byte of the file is not."""
    with path.open("rb") as file:
        try:
            for line in file:
                line.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
