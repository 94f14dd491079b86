"""`summarise_returns FOLDER`: summarise a whole market, for the team, for the public or for the department."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costing.forms import CURRENT, SERVICES
from reports.actions.market_series import SeriesTerms
from reports.actions.market_summary import AUDIENCES, market_in, summary_of
from reports.actions.release_folders import holds_releases
from reports.domain.batch_folder import Market
from reports.domain.cohort import CohortFault
from reports.domain.summary_text import summary_text
from reports.management.commands._series import add_series_arguments, owners_listed, print_series


class Command(BaseCommand):
    help = (
        "Work a market out from a folder of returns, without storing anything. For the public also a market again and "
        "again: FOLDER then holds a folder a release, called 1, 2, 3 and so on, of which the last is made after the "
        "closing day; or several folders like it, an exercise each."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--service", choices=SERVICES, required=True)
        parser.add_argument("--audience", choices=AUDIENCES, default="team")
        add_series_arguments(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, folder: Path, service: str, audience: str, owners: Path | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=2)
        asked = options["breakdown"] is not None or options["cap"] is not None
        if audience != "public" and asked:
            raise CommandError("--breakdown and --cap are for the public audience.", returncode=2)
        if audience == "public" and (asked or holds_releases(folder)):
            terms = SeriesTerms(owners_listed(self, owners), options["breakdown"], options["cap"])
            print_series(self, folder, service, terms, options["json"])
            return
        market = self._market(folder, service, audience, owners)
        summary = summary_of(CURRENT[service], market.returns, audience=audience)
        if isinstance(summary, CohortFault):
            raise CommandError(summary.message, returncode=2)
        document = _document(service, audience, market, summary)
        words = json.dumps(document, ensure_ascii=False, indent=1) if options["json"] else None
        self.stdout.write(words or summary_text(CURRENT[service], document))
        if not _shows_something(document):
            raise SystemExit(1)

    def _market(self, folder: Path, service: str, audience: str, owners: Path | None) -> Market:
        listed = owners_listed(self, owners)
        market = market_in(folder, service=service, owners=listed if audience == "public" else None)
        if isinstance(market, CohortFault):
            raise CommandError(market.message, returncode=2)
        for left_out in market.left_out:
            self.stderr.write(f"Left out: {left_out.file} {left_out.reason}")
        return market


def _document(service: str, audience: str, market: Market, summary: dict[str, Any]) -> dict[str, Any]:
    return {
        "service": service,
        "audience": audience,
        "not_a_release": True,
        "returns": len(market.returns),
        "left_out": [{"file": one.file, "reason": one.reason} for one in market.left_out],
        **summary,
    }


def _shows_something(document: dict[str, Any]) -> bool:
    return any(cell["median"] is not None for column in document["table"].values() for cell in column.values())
