"""`release_market FOLDER --service S`: release a market again and again, a folder a release, with one ledger."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costing.forms import SERVICES
from reports.actions.market_series import SeriesTerms
from reports.management.commands._series import add_series_arguments, owners_listed, print_series


class Command(BaseCommand):
    help = (
        "Release a market again and again, as the policy lets it: FOLDER holds a folder a release, called 1, 2, 3 and "
        "so on, each with the whole market as it then was. The last one is made after the closing day. Or FOLDER holds "
        "several folders like it, an exercise each, such as 2026 and 2027: they are taken in order of number and name, "
        "and where returns of two have a price date in common, the later one is held beside what the earlier one "
        "published. One ledger is kept in memory; nothing is stored."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--service", choices=SERVICES, required=True)
        add_series_arguments(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, folder: Path, service: str, owners: Path | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=2)
        listed = owners_listed(self, owners)
        terms = SeriesTerms(listed, options["breakdown"], options["cap"])
        print_series(self, folder, service, terms, options["json"])
