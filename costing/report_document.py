"""Return a report as the JSON document that the command line promises (spec: check_return)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from costing.findings import Finding
from costing.formulas.costs import Costs
from costing.report import Report
from spreadsheets.decimals import rounded


def report_document(file: str, report: Report) -> dict[str, Any]:
    """Return the document: computed figures with six places, null if undefined; answers in their normal form."""
    answers = report.answers.by_key if report.answers else {}
    return {
        "file": file,
        "service": report.service,
        "template_version": report.version,
        "layer": int(report.layer),
        "accepted": report.is_accepted,
        "answers": {key: answer.normal for key, answer in answers.items()},
        "findings": [finding_document(finding) for finding in report.findings],
        **_costs(report.service, report.costs),
    }


def finding_document(finding: Finding) -> dict[str, str | None]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "audience": finding.audience.value,
        "key": finding.key,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "label": finding.label,
        "read": finding.read,
        "expected": finding.expected,
        "message": finding.message,
        "fix": finding.fix,
    }


def six_places(value: Decimal | None) -> str | None:
    return None if value is None else f"{rounded(value, 6) + 0:f}"


def _costs(service: str | None, costs: Costs | None) -> dict[str, Any]:
    """Return the costs: one column as `lines`, several as `columns`; visit rates are undefined as a whole."""
    if costs is None:
        return {"lines": {}, "visit_rates": {}, "columns": {}, "drivers": {}}
    single = service in costs.columns
    columns = {key: _figures(lines) for key, lines in costs.columns.items()}
    rates = costs.visit_rates.items()
    return {
        "lines": columns[service or ""] if single else {},
        "visit_rates": {
            k: rate and {"per_hour": six_places(rate.per_hour), "per_visit": six_places(rate.per_visit)}
            for k, rate in rates
        },
        "columns": {} if single else columns,
        "drivers": _figures(costs.drivers),
    }


def _figures(amounts: Mapping[str, Decimal | None]) -> dict[str, str | None]:
    return {key: six_places(amount) for key, amount in amounts.items()}
