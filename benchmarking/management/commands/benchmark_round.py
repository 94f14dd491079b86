"""`benchmark_round FOLDER --seed N`: what councils pay, for what quality, and what goes with what."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarking.rounds.domain.round_document import round_document, round_text
from benchmarking.rounds.domain.round_files import COLUMNS, round_figures
from spreadsheets.csv_rows import CsvRow, UnreadableCsv, csv_rows

SHOWN_FAULTS = 20
HIGHEST_SEED = 2**63


class Command(BaseCommand):
    help = "Work out a round of councils from authorities.csv, prices.csv and providers.csv; nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--seed", type=int, required=True, help="what the permutations are drawn by")
        parser.add_argument("--team", action="store_true", help="exact distributions, for the independent team alone")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, folder: Path, seed: int, **options: Any) -> None:
        if not 0 <= seed < HIGHEST_SEED:
            raise CommandError("--seed is a whole number of at least 0.", returncode=2)
        figures = round_figures(*(_rows(folder, name) for name in COLUMNS))
        self._tell(figures.faults)
        self._tell(figures.notes)
        if figures.faults:
            raise SystemExit(1)
        document = round_document(figures, seed, exact=options["team"])
        as_json = json.dumps(document, ensure_ascii=False, indent=1) if options["json"] else None
        self.stdout.write(as_json or round_text(document))
        if not figures.councils:
            raise SystemExit(1)

    def _tell(self, lines: list[str]) -> None:
        for line in lines[:SHOWN_FAULTS]:
            self.stderr.write(line)
        if len(lines) > SHOWN_FAULTS:
            self.stderr.write(f"… and {len(lines) - SHOWN_FAULTS:,} more.")


def _rows(folder: Path, name: str) -> list[CsvRow]:
    """Return the rows of a file of the round, called as it is or with *demo_* before it."""
    path = next((one for one in (folder / f"{name}.csv", folder / f"demo_{name}.csv") if one.is_file()), None)
    if path is None:
        raise CommandError(f"{folder} holds no {name}.csv.", returncode=2)
    try:
        return csv_rows(path, COLUMNS[name])
    except UnreadableCsv as reason:
        raise CommandError(str(reason), returncode=2) from None
