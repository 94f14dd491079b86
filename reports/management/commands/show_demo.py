"""`show_demo`: show the main job in a terminal, over a market of invented workbooks."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand

from costing.forms import CURRENT
from costing.report import Report
from costing.synthetic import invented_market
from costing.synthetic.typical_slips import with_slips
from costing.workbook import write_workbook
from reports.actions.market_summary import summary_of, workbooks_in
from reports.domain.batch_folder import market_from
from reports.domain.cohort import CohortFault
from reports.domain.summary_text import summary_text
from submissions.actions.check_file import check_file

SERVICE = "homecare"


class Command(BaseCommand):
    help = "Write a market of invented workbooks, check each, and show the protected Annex A."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--locations", type=int, default=40)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--folder", type=Path, help="keep the workbooks here")

    def handle(self, *, locations: int, seed: int, folder: Path | None, **options: Any) -> None:
        with TemporaryDirectory() as scratch:
            self._show(folder or Path(scratch), locations, seed)

    def _show(self, folder: Path, locations: int, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for answers in with_slips(invented_market(SERVICE, locations, seed=seed)):
            workbook = write_workbook(CURRENT[SERVICE], prefilled=answers)
            (folder / f"{answers['location_id']}.xlsx").write_bytes(workbook)
        files = workbooks_in(folder)
        reports = [check_file(path) for path in files]
        for path, report in zip(files, reports, strict=True):
            self._findings(path.name, report)
        self._annex([path.name for path in files], reports)

    def _findings(self, name: str, report: Report) -> None:
        self.stdout.write(f"{name}: {'can be costed' if report.is_accepted else 'has something to put right'}")
        for finding in report.findings:
            self.stdout.write(f"    {finding.severity.value:<9} {finding.code}  {finding.message}")

    def _annex(self, files: list[str], reports: list[Report]) -> None:
        form = CURRENT[SERVICE]
        market = market_from(files, reports, SERVICE, owners=None)
        summary = market if isinstance(market, CohortFault) else summary_of(form, market.returns, audience="public")
        if isinstance(market, CohortFault) or isinstance(summary, CohortFault):
            self.stderr.write(str(summary))
            return
        for left_out in market.left_out:
            self.stdout.write(f"Left out: {left_out.file} {left_out.reason}")
        document = {"audience": "public", "returns": len(market.returns), **summary}
        self.stdout.write("\n" + summary_text(form, document))
