"""`import_cqc FILE`: import the CQC's directory or ratings, with a preview of what changes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from register.actions.directories import NoSuchAuthority, authority_called, import_directory
from register.domain.directory import Directory, Ratings
from register.domain.directory_layouts import LayoutName
from register.domain.directory_reader import read_directory
from register.domain.import_preview import counts_in_words
from register.domain.table_headings import in_words
from spreadsheets.tables.any_file import UnreadableTable

FAULTS_SHOWN = 20
DROPS_MANY = (
    "{count:,} locations of the register are not in this file. Part of the file may be missing, so nothing was "
    "changed. If it is right, run this again with --drop-many."
)


class Command(BaseCommand):
    help = "Import the CQC's directory (with filters, or weekly) or its ratings: ods, xlsx or csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--authority", metavar="NAME", default="", help="only this authority's locations")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--drop-many", action="store_true", help="also where a large part is no longer listed")

    def handle(self, *, file: str, authority: str, dry_run: bool, drop_many: bool, **options: Any) -> None:
        found = self._read(Path(file))
        only = self._authority(authority, found) if authority else ""
        planned = import_directory(
            found=found, file_name=Path(file).name, authority=only, dry_run=dry_run, drop_many=drop_many
        )
        self._tell(planned.preview, only)
        self._faults(found)
        self._end(planned.preview, dry_run, drop_many)
        if any(not fault.kept for fault in found.faults):
            raise SystemExit(1)

    def _read(self, path: Path) -> Directory | Ratings:
        try:
            return read_directory(path.read_bytes())
        except OSError as trouble:
            raise CommandError(f"{path} cannot be opened: {trouble.strerror}.", returncode=2) from None
        except UnreadableTable as reason:
            raise CommandError(f"{path}: {reason}", returncode=2) from None

    def _authority(self, name: str, found: Directory | Ratings) -> str:
        only = authority_called(name, found)
        if isinstance(only, NoSuchAuthority):
            alike = f" Did you mean {in_words(only.alike)}?" if only.alike else ""
            raise CommandError(f"No location of “{name}” is in this file or in the register.{alike}", returncode=2)
        return only

    def _tell(self, preview: dict[str, Any], only: str) -> None:
        kind = preview["layout"] if preview["layout"] == LayoutName.RATINGS else f"a {preview['layout']}"
        self.stdout.write(f"Read as {kind}{f', for {only} alone' if only else ''}.")
        for line in (*counts_in_words(preview), *preview["notes"]):
            self.stdout.write(f"  {line}")

    def _end(self, preview: dict[str, Any], dry_run: bool, drop_many: bool) -> None:
        if preview["is_empty"]:
            self.stdout.write("Nothing to change.")
        elif dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
        elif preview["drops_many"] and not drop_many:
            raise CommandError(DROPS_MANY.format(count=preview["counts"]["not_listed"]), returncode=1)
        else:
            self.stdout.write("Done.")

    def _faults(self, found: Directory | Ratings) -> None:
        for fault in found.faults[:FAULTS_SHOWN]:
            self.stderr.write(f"{fault.sentence}{'' if fault.kept else ' The row was left out.'}")
        if len(found.faults) > FAULTS_SHOWN:
            self.stderr.write(f"… and {len(found.faults) - FAULTS_SHOWN:,} more.")
