"""Make Annex A's statutory edition from a folder of workbooks, without storing anything."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from costing.exercise_requirements import ExerciseRequirements
from costing.figure_words import day_in_words
from costing.form import Form
from costing.report import Report
from reports.actions.market_summary import workbooks_in
from reports.annexes.domain.annex_a import annex_a
from reports.annexes.domain.annex_facts import AnnexFacts
from reports.annexes.domain.editions import AnnexEdition
from reports.annexes.domain.sums import summed
from reports.domain.batch_folder import LeftOutReturn, market_from
from reports.domain.cohort import CohortFault
from reports.domain.exact_document import exact_document
from reports.domain.inputs import METHOD, ReturnInputs, return_costs
from reports.domain.release_preview import EQUAL
from reports.domain.summary import statutory_summary
from reports.domain.supporting_information import asked_in
from submissions.actions.check_file import check_file


@dataclass(frozen=True)
class FolderAnnex:
    """The workbook, how many returns stand behind it, the files left out, and cells that are a return's own figure."""

    workbook: bytes
    used: int
    left_out: tuple[LeftOutReturn, ...]
    equal: tuple[dict[str, Any], ...]


def annex_a_of_folder(folder: Path, form: Form) -> FolderAnnex | CohortFault:
    """Return the workbook; the fault says in words why there is none."""
    files = workbooks_in(folder)
    reports = [check_file(path, terms=ExerciseRequirements(service=form.service)) for path in files]
    market = market_from([path.name for path in files], reports, form.service, None)
    if isinstance(market, CohortFault):
        return market
    if not market.returns:
        return CohortFault(f"No return in {folder} can be used: {len(market.left_out)} of {len(files)} were left out.")
    used = {one.provider for one in market.returns}
    rows = [row for report in reports if (row := _inputs(form, report)) and row.location in used]
    calculation = exact_document(form, rows, len(files))
    figures = statutory_summary(form, [return_costs(form, row) for row in rows])
    if isinstance(calculation, CohortFault):
        return calculation
    if isinstance(figures, CohortFault):
        return figures
    equal = tuple(figures.pop(EQUAL))
    facts = AnnexFacts(
        form=form,
        edition=AnnexEdition.STATUTORY,
        authority="A folder of returns",
        exercise=folder.resolve().name,
        price_date=_price_dates(reports),
        figures=figures,
        calculation=calculation,
        sums=summed(form, rows),
        used=len(rows),
        received=sum(report.service == form.service for report in reports),
        equal=len(equal),
        about=(("Method", METHOD), ("Form", form.version), ("Returns used", str(len(rows)))),
    )
    from reports.annexes.domain.annex_a_workbook import annex_a_workbook  # large, and seldom wanted

    return FolderAnnex(annex_a_workbook("Annex A", annex_a(facts)), len(rows), market.left_out, equal)


def _inputs(form: Form, report: Report) -> ReturnInputs | None:
    if report.answers is None or report.costs is None or report.service != form.service:
        return None
    location = report.answers.choice("location_id") or ""
    answers = {key: answer.normal for key, answer in report.answers.by_key.items()}
    return ReturnInputs(location, location, location, report.costs, Decimal(0), asked_in(form.service, answers))


def _price_dates(reports: list[Report]) -> str:
    days = sorted({day for report in reports if report.answers and (day := report.answers.day("price_date"))})
    return ", ".join(map(day_in_words, days)) or "no date"
