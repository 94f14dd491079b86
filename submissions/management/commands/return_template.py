"""`return_template SERVICE --output FILE.xlsx`: write the blank, or pre-filled, workbook of a return."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costing.forms import CURRENT, SERVICES
from costing.parsing.words import is_location_id
from costing.workbook import write_workbook
from register.queries import asked_location
from submissions.actions.workbooks import blank_workbook, workbook_of
from submissions.management.commands._naming import exercise_named


class Command(BaseCommand):
    help = "Write the blank workbook of a return, or one filled in as far as it is known."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", choices=SERVICES)
        parser.add_argument("--output", metavar="FILE.xlsx", type=Path, required=True)
        parser.add_argument("--location", metavar="ID")
        parser.add_argument("--exercise", metavar="ID")

    def handle(self, *, service: str, output: Path, location: str | None, exercise: str | None, **options: Any) -> None:
        if location and not is_location_id(location):
            raise CommandError(f"{location} is not a CQC location ID, such as 1-123456789.", returncode=2)
        data = _of_exercise(service, exercise, location) if exercise else _blank(service, location)
        try:
            output.write_bytes(data)
        except OSError as trouble:
            raise CommandError(f"{output} cannot be written: {trouble.strerror}.", returncode=2) from None
        self.stdout.write(f"Wrote {output}")


def _blank(service: str, location: str | None) -> bytes:
    return write_workbook(CURRENT[service], prefilled={"location_id": location} if location else {})


def _of_exercise(service: str, text: str, location: str | None) -> bytes:
    exercise = exercise_named(text)
    if exercise.service != service:
        raise CommandError(f"The exercise {exercise.name} is not one for {service}.", returncode=2)
    if location is None:
        return workbook_of(exercise=exercise, known={})
    asked = asked_location(exercise, location)
    if asked is None:
        raise CommandError(f"{location} is not one of the locations that this exercise asks.", returncode=2)
    return blank_workbook(participation=asked)[1]
