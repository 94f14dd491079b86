"""`check_return FILE...`: read and check returns without storing anything."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from costing.exercise_requirements import ExerciseRequirements
from costing.findings import Layer
from costing.forms import SERVICES
from costing.market_checks import with_notes_across
from costing.report import Report
from costing.report_document import report_document
from costing.report_text import report_text
from submissions.actions.check_file import check_file, check_file_for
from submissions.management.commands._naming import exercise_named


class Command(BaseCommand):
    help = "Read and check cost returns without storing anything."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--service", choices=SERVICES)
        parser.add_argument("--exercise", metavar="ID")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, files: list[str], service: str | None, exercise: str | None, **options: Any) -> None:
        paths = [Path(file) for file in files]
        if exercise:
            found = exercise_named(exercise)
            reports = with_notes_across([check_file_for(path, exercise=found) for path in paths])
        else:
            reports = with_notes_across(
                [check_file(path, terms=ExerciseRequirements(service=service)) for path in paths]
            )
        if options["json"]:
            documents = [report_document(file, report) for file, report in zip(files, reports, strict=True)]
            self.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1))
        else:
            for file, report in zip(files, reports, strict=True):
                self.stdout.write(report_text(file, report))
        self._leave(files, reports)

    def _leave(self, files: list[str], reports: list[Report]) -> None:
        """Exit with the worst of all files: 0 fine, 1 something must be fixed, 2 cannot be read."""
        for file, report in zip(files, reports, strict=True):
            if report.layer == Layer.READABLE:
                self.stderr.write(f"{file}: {report.findings[0].message}")
        status = max(exit_status(report) for report in reports)
        if status:
            raise SystemExit(status)


def exit_status(report: Report) -> int:
    if report.layer == Layer.READABLE:
        return 2
    return 0 if report.is_accepted else 1
