"""`take_in_workbooks FOLDER --exercise ID --by EMAIL`: take old workbooks in, and report what could not be read."""

from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.management.base import BaseCommand, CommandError

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from register import queries as register
from register.queries import Exercise
from submissions.intake import queries as intake
from submissions.intake.actions import folder_work, intake_work
from submissions.intake.actions.intake import receive_folder
from submissions.intake.domain.report_file import report_csv
from submissions.intake.forms import chosen_locations

_TAKEN = ("Taken", "Left out")


class Command(BaseCommand):
    help = "Take the workbooks of a folder or zip in for an exercise: each is read, checked, costed and kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="a folder, or a zip of one")
        parser.add_argument("--exercise", metavar="ID", required=True, help="the ID of the exercise")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="the analyst in whose name it is done")
        parser.add_argument("--locations", metavar="CSV", help="a list with the columns file and location_id")
        parser.add_argument("--handed-in", action="store_true", help="they count as submitted, as they were then")
        parser.add_argument("--report", metavar="CSV", help="where to write the report")

    def handle(
        self, *, folder: str, exercise: str, by: str, locations: str | None, handed_in: bool, report: str | None,
        **options: Any,
    ) -> None:  # fmt: skip
        asked = register.exercise_by_id(exercise)
        context = _analyst(by, asked) if asked else None
        if asked is None or context is None:
            raise CommandError(
                "There is no such exercise, or no analyst of its authority with that email.", returncode=2
            )
        done = receive_folder(
            by=context, exercise_id=asked.id, file_name=Path(folder).name, data=_packed(Path(folder)),
            chosen=_chosen(locations), hands_in=handed_in,
        )  # fmt: skip
        if isinstance(done, Refusal):
            raise CommandError(done.because, returncode=2)
        folder_work.process(done.id)
        taken = intake.folder_for(context, done.id)
        if taken is None or taken.words:
            raise CommandError(taken.words if taken else "It could not be read.", returncode=2)
        for row in intake.workbooks_in(context, taken):
            intake_work.process(row.id)
            intake_work.process(row.id)
        rows = list(intake.workbooks_in(context, taken))
        for row in rows:
            self.stdout.write(f"{row.file_name}: {row.result}. {row.words}".strip())
        if report:
            Path(report).write_bytes(report_csv(rows))
        if any(row.result not in _TAKEN for row in rows):
            raise SystemExit(1)


def _analyst(email: str, exercise: Exercise) -> Context | None:
    names = frozenset({RoleName.ANALYST})
    person = accounts.people_of_authority(exercise.authority_id, names).filter(email__iexact=email).first()
    return accounts.context_in(person.id, exercise.authority_id, names) if person else None


def _packed(path: Path) -> bytes:
    """Return a zip, or a folder as one: the same line takes both."""
    try:
        if not path.is_dir():
            return path.read_bytes()
        into = BytesIO()
        with ZipFile(into, "w") as packed:
            for file in sorted(path.rglob("*")):
                if file.is_file() and not file.is_symlink():
                    packed.write(file, file.relative_to(path).as_posix())
        return into.getvalue()
    except OSError as trouble:
        raise CommandError(f"{path} cannot be opened: {trouble.strerror}.", returncode=2) from None


def _chosen(path: str | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        chosen = chosen_locations(Path(path).read_bytes())
    except OSError as trouble:
        raise CommandError(f"{path} cannot be opened: {trouble.strerror}.", returncode=2) from None
    if chosen is None:
        raise CommandError(f"{path} needs the columns file and location_id in its first line.", returncode=2)
    return chosen
