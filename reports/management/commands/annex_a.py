"""`annex_a FOLDER --service S --output FILE.xlsx`: the statutory edition of Annex A from a folder of returns."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costing.form import Form
from costing.forms import CURRENT, SERVICES
from reports.annexes.actions.annex_a_folder import FolderAnnex, annex_a_of_folder
from reports.domain.cohort import CohortFault


class Command(BaseCommand):
    help = "Write Annex A, the exact edition for the department, from a folder of returns. Nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--service", choices=SERVICES, required=True)
        parser.add_argument("--output", metavar="FILE.xlsx", type=Path, required=True)

    def handle(self, *, folder: Path, service: str, output: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=2)
        if output.suffix.lower() != ".xlsx":
            raise CommandError(f"{output}: the file to write must end in .xlsx.", returncode=2)
        made = annex_a_of_folder(folder, CURRENT[service])
        if isinstance(made, CohortFault):
            raise CommandError(made.message, returncode=1)
        for left_out in made.left_out:
            self.stderr.write(f"Left out: {left_out.file} {left_out.reason}")
        try:
            output.write_bytes(made.workbook)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.", returncode=2) from None
        self._say(CURRENT[service], made, output)

    def _say(self, form: Form, made: FolderAnnex, output: Path) -> None:
        self.stdout.write(f"Annex A of {made.used} returns is in {output}. It is exact: not for publication.")
        if made.equal:
            self.stdout.write(f"{len(made.equal)} of its figures are one return’s own:")
        for one in made.equal:
            label, statistic = form.line_by_key[one["line"]].label, one["statistic"].replace("_", " ")
            self.stdout.write(f"    {one['column']}: {label}, {statistic} £{one['value']}")
