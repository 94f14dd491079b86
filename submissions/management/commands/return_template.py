"""`return_template SERVICE --output FILE.xlsx`: the blank, or pre-filled, workbook of a return."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from submissions.domain.forms import CURRENT, SERVICES
from submissions.domain.normalising.words import is_location_id
from submissions.domain.workbook import write_workbook


class Command(BaseCommand):
    help = "Write the blank workbook of a return, or one filled in as far as it is known."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", choices=SERVICES)
        parser.add_argument("--output", metavar="FILE.xlsx", type=Path, required=True)
        parser.add_argument("--location", metavar="ID")
        parser.add_argument("--exercise", metavar="ID")

    def handle(self, *, service: str, output: Path, location: str | None, exercise: str | None, **options: Any) -> None:
        if service not in CURRENT:
            raise CommandError(f"There is no form for {service} yet.", returncode=2)
        if location and not is_location_id(location):
            raise CommandError(f"{location} is not a CQC location ID, such as 1-123456789.", returncode=2)
        known = {"location_id": location} if location else {}
        try:
            output.write_bytes(write_workbook(CURRENT[service], exercise=exercise or "", prefilled=known))
        except OSError as trouble:
            raise CommandError(f"{output} cannot be written: {trouble.strerror}.", returncode=2) from None
        self.stdout.write(f"Wrote {output}")
