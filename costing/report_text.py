"""A report as text for a terminal."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from costing.figure_words import gbp
from costing.findings import Finding, Severity
from costing.form import LineKind
from costing.forms import CURRENT
from costing.formulas.costs import Costs
from costing.report import Report

_HEADINGS = {
    Severity.MUST_FIX: "To put right",
    Severity.EXPLAIN: "To change or explain",
    Severity.NOTE: "To note",
}


def report_text(file: str, report: Report) -> str:
    """Return the findings, the must-fix first, then the costs."""
    verdict = "can be submitted once everything is explained" if report.is_accepted else "has something to put right"
    return "\n".join([f"{file}: {verdict}", *_findings(report.findings), *_costs(report)]) + "\n"


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    for severity, heading in _HEADINGS.items():
        chosen = [finding for finding in findings if finding.severity == severity]
        if chosen:
            yield f"\n  {heading} ({len(chosen)})"
        for finding in chosen:
            yield f"    {finding.code} {_where(finding)}{finding.message}"
            yield f"        {finding.fix}"


def _where(finding: Finding) -> str:
    place = f"{finding.sheet}!{finding.cell}: " if finding.sheet and finding.cell else ""
    return ("for the analyst only: " if finding.audience == "analyst" else "") + place


def _costs(report: Report) -> Iterator[str]:
    if report.costs is None or report.service is None:
        yield "\n  It could not be costed."
        return
    form = CURRENT[report.service]
    columns = [column for column in form.columns if column.key in report.costs.columns]
    yield f"\n  What it comes to ({form.cost_unit})"
    width = max(len(line.label) for line in form.lines)
    if len(form.columns) > 1:
        yield from _headings([column.label for column in columns], width)
    for line in form.lines:
        label = line.label if line.kind == LineKind.LINE else line.label.upper()
        amounts = (report.costs.columns[column.key].get(line.key) for column in columns)
        yield f"    {label:<{width}}" + "".join(f"{'n/a' if a is None else gbp(a):>16}" for a in amounts)
    yield from _visit_rates(report.costs)


def _headings(labels: list[str], width: int) -> Iterator[str]:
    """Yield the lines of the headings, each label over its figures."""
    for parts in zip_longest(*(wrap(label, 15) for label in labels), fillvalue=""):
        yield (f"    {'':<{width}}" + "".join(f"{part:>16}" for part in parts)).rstrip()


def _visit_rates(costs: Costs) -> Iterator[str]:
    for minutes, rate in costs.visit_rates.items():
        words = "n/a" if rate is None else f"{gbp(rate.per_visit)} a visit, {gbp(rate.per_hour)} an hour"
        yield f"    A visit of {minutes} minutes: {words}"
