"""`import_council_list FILE --exercise ID`: import a council's own list, with a preview of what changes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from register.actions.council_lists import basis_of
from register.actions.directories import exercise_called, import_council_list
from register.domain.council_list import CouncilList, read_council_list
from register.domain.council_preview import council_counts_in_words
from register.models import Exercise
from spreadsheets.tables.any_file import UnreadableTable


class Command(BaseCommand):
    help = "Import a council's own list: contracted, hours or beds, zone, size band and whom to contact; xlsx or csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--exercise", metavar="ID", required=True, help="its ID, or its name")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *, file: str, exercise: str, dry_run: bool, **options: Any) -> None:
        named = exercise_called(exercise)
        if named is None:
            raise CommandError(f"There is no exercise “{exercise}”, or more than one of that name.", returncode=2)
        found = self._read(Path(file), named)
        planned = import_council_list(found=found, file_name=Path(file).name, exercise=named, dry_run=dry_run)
        self._tell(planned.preview, dry_run)
        if found.faults or planned.preview["unmatched"]:
            raise SystemExit(1)

    def _read(self, path: Path, exercise: Exercise) -> CouncilList:
        try:
            return read_council_list(path.read_bytes(), basis_of(exercise, asks=False))
        except OSError as trouble:
            raise CommandError(f"{path} cannot be opened: {trouble.strerror}.", returncode=2) from None
        except UnreadableTable as reason:
            raise CommandError(f"{path}: {reason}", returncode=2) from None

    def _tell(self, preview: dict[str, Any], dry_run: bool) -> None:
        for line in council_counts_in_words(preview):
            self.stdout.write(f"  {line}")
        if preview["skipped"]:
            self.stderr.write(f"Columns that were not read: {', '.join(preview['skipped'])}.")
        for each in preview["unmatched"]:
            self.stderr.write(f"Row {each['row']:,}, {each['id']}: {each['why']}.")
        for fault in preview["faults"]:
            self.stderr.write(f"{fault['sentence']}{'' if fault['kept'] else ' The row was left out.'}")
        if preview["is_empty"]:
            self.stdout.write("Nothing to change.")
        else:
            self.stdout.write("Nothing was changed: this was a dry run." if dry_run else "Done.")
