"""`take_in_visits FILE`: take a file of visits in, and say what became of its rows."""

import json
from argparse import ArgumentParser
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from markets.models import Dataset, VisitMapping
from markets.store import layouts
from markets.store.dataset_work import DatasetWork
from markets.store.file_kinds import source_of
from markets.store.table_sources import TableSource, pieces_of
from markets.store.text_files import UnreadableFile
from markets.visits.domain.columns import mapping_from
from markets.visits.domain.dataset_states import DatasetState, VisitHolder
from markets.visits.domain.take_in_questions import ABOUT_DATASET, REPLACE, TWICE
from register.queries import Authority, authority_called
from spreadsheets.file_names import shown_name

MOST_BYTES = 500 * 2**20


class Command(BaseCommand):
    help = (
        "Take a file of visits in. Exit status 0 when every row is used or a copy, 1 when rows were left out, 2 when "
        "the file cannot be read or its columns leave something open."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--authority", required=True, help="its name, or as the CQC's directory calls it")
        parser.add_argument("--holder", required=True, choices=[holder.value for holder in VisitHolder])
        parser.add_argument("--held-already", choices=["replace", "new"], help="what of visits that are here already")
        parser.add_argument("--mapping", metavar="FILE", type=Path, help="which column holds what, as JSON")

    def handle(self, *, file: Path, authority: str, holder: str, mapping: Path | None, **options: Any) -> None:
        found = authority_called(authority)
        if found is None:
            raise CommandError(f"There is no authority called “{authority[:100]}”.", returncode=2)
        row = self._row(file, found, holder)
        if said := options["held_already"]:
            row.answers = {ABOUT_DATASET: REPLACE if said == "replace" else TWICE}
        try:
            self._take(row, source_of(pieces_of(file)), mapping)
        except UnreadableFile as trouble:
            raise CommandError(f"{trouble.args[0]}: {trouble.args[1]}", returncode=2) from None
        self._tell(row)

    def _row(self, file: Path, authority: Authority, holder: str) -> Dataset:
        """Return a row that is kept only once the file is taken in."""
        try:
            size = file.stat().st_size
            with file.open("rb") as data:
                digest = file_digest(data, "sha256").hexdigest()
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.", returncode=2) from None
        if not size or size > MOST_BYTES:
            raise CommandError("V01: This file is empty." if not size else "V01: It is over 500 MB.", returncode=2)
        before = Dataset.objects.filter(
            authority=authority, holder=holder, sha256=digest, state=DatasetState.TAKEN_IN
        ).first()
        if before is not None:
            said = f"You sent this file on {before.received_at:%-d %B %Y}. To replace it, delete that dataset first."
            raise CommandError(f"V11: {said}", returncode=2)
        now = timezone.now()
        return Dataset(
            authority=authority,
            holder=holder,
            file_name=shown_name(file.name),
            size=size,
            sha256=digest,
            received_at=now,
        )

    def _take(self, row: Dataset, source: TableSource, mapping: Path | None) -> None:
        kept = self._mapping(row, source, mapping)
        row.layout = layouts.shown(row, source, kept)

        def change(**values: Any) -> None:
            for key, value in values.items():
                setattr(row, key, value)
            if row.state == DatasetState.TAKEN_IN:
                row.save(force_insert=True)

        DatasetWork(row, change, lambda _: None, asks=False).settle(source, layouts.plain_mapping(kept), kept)
        if row.state != DatasetState.TAKEN_IN:
            raise UnreadableFile("V03", row.words)

    def _mapping(self, row: Dataset, source: TableSource, path: Path | None) -> VisitMapping | None:
        if path is None:
            return layouts.remembered(row, source.layout)
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise CommandError(f"{path} is no file of JSON.", returncode=2) from None
        providers = document.pop("_providers", {}) if isinstance(document, dict) else {}
        plain, faults = mapping_from(document)
        if faults:
            raise CommandError(" ".join(faults), returncode=2)
        return layouts.keep_said(row, source.layout, plain, providers, path.stem)

    def _tell(self, row: Dataset) -> None:
        self.stdout.write(
            f"{row.rows:,} rows: {row.used:,} used, {row.copies:,} copies, {row.waiting:,} waiting, "
            f"{row.refused:,} refused, {row.elsewhere:,} not the council’s."
        )
        for finding in row.findings:
            self.stdout.write(f"{finding['code']}: {finding['words']}")
        if row.waiting or row.refused:
            raise SystemExit(1)
