"""Checks across several returns (R08): a shared location, and repeated overheads."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from costing.answers import Answers
from costing.findings import (
    Audience,
    Finding,
    Layer,
    Severity,
)
from costing.form import Form
from costing.forms import CURRENT
from costing.report import Report


def with_notes_across(reports: Sequence[Report]) -> list[Report]:
    """Return the same reports, each with its notes on returns that share its location or repeat its overheads."""
    same_location = _groups([_location(report) for report in reports])
    same_costs = _groups([_overheads(report) for report in reports])
    return [
        replace(report, findings=(*report.findings, *_notes(report, i in same_location, i in same_costs)))
        for i, report in enumerate(reports)
    ]


def sharing_a_location(reports: Sequence[Report]) -> frozenset[int]:
    """Return the positions of all reports whose location another of the same service has too."""
    return _groups([_location(report) for report in reports])


def _groups(marks: Sequence[Hashable | None]) -> frozenset[int]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for i, mark in enumerate(marks):
        if mark is not None:
            places[mark].append(i)
    return frozenset(i for found in places.values() if len(found) > 1 for i in found)


def _location(report: Report) -> Hashable | None:
    location = report.answers.choice("location_id") if report.answers else None
    return (report.service, location) if location else None


def _overheads(report: Report) -> Hashable | None:
    """Return the running costs as one value; None if there is nothing to compare."""
    if report.answers is None:
        return None
    costs = tuple(report.answers.number(key) for key in _overhead_keys(CURRENT[report.answers.service]))
    return (report.service, costs) if sum(1 for cost in costs if cost) > 2 else None


def _overhead_keys(form: Form) -> list[str]:
    """Return the required costs.

    Of a form with several columns only those that are the same in each, as others are care.
    """
    care = {line.key for line in form.lines if line.differs_by_category} if len(form.columns) > 1 else set()
    costs = (q.key for q in form.questions if q.key.endswith("_cost") and q.required)
    return [key for key in costs if key.removesuffix("_cost") not in care]


def _notes(report: Report, shares_location: bool, shares_costs: bool) -> list[Finding]:
    location = report.answers.choice("location_id") if report.answers else ""
    notes = []
    if shares_location:
        message = f"There is another return for location {location}."
        notes.append(_note(report.answers, "location_id", message, "Ask the provider which of the two counts."))
    elif shares_costs:
        message = "The running costs are the same, to the penny, as those of another location."
        notes.append(_note(None, None, message, "Ask whether the company's costs were copied to each location."))
    return notes


def _note(answers: Answers | None, key: str | None, message: str, fix: str) -> Finding:
    answer = answers.by_key[key] if answers and key else None
    return Finding(
        "R08", Layer.ARITHMETIC, Severity.NOTE, Audience.ANALYST, message, fix, key=key,
        sheet=answer.sheet if answer else None, cell=answer.address if answer else None,
        read=answer.typed if answer else "", expected="one return a location, with its own costs",
    )  # fmt: skip
