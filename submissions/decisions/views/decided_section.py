"""What an analyst's page of a return shows of decisions on its parts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.domain.context import Context
from costing.answer_sheets import AnswerSheet, CostTable, answer_sheets, cost_table
from costing.answers import Answers
from costing.form import Form
from costing.forms import form_for
from costing.formulas.costs import Costs
from costing.serialisation import answers_from, costs_from
from submissions import queries
from submissions.decisions.domain.adjusted_answers import adjusted_faults
from submissions.decisions.domain.decided_parts import (
    DecidedAnswer,
    DecidedPart,
    decided_answers,
    decided_lines,
    reviewed_sheets,
    reviewed_table,
)
from submissions.models import Return, Version


@dataclass(frozen=True)
class DecidedSection:
    """The decisions of a return, and its answers and costs with them."""

    lines: list[DecidedPart]
    answers: list[DecidedAnswer]
    faults: list[str]
    costs: Costs | None

    @property
    def standing_lines(self) -> list[DecidedPart]:
        return [one for one in self.lines if one.taken_back_at is None]

    @property
    def standing_answers(self) -> list[DecidedAnswer]:
        return [one for one in self.answers if one.taken_back_at is None]

    @property
    def taken_back(self) -> list[DecidedPart]:
        return [one for one in (*self.lines, *self.answers) if one.taken_back_at is not None]


def decided_section(context: Context, submission: Return, version: Version | None) -> DecidedSection | None:
    """Return the decisions for the page of the current version; None for an earlier one, on which nothing counts."""
    form = form_for(version.form_service, version.form_version) if version else None
    answers = answers_from(version.form_service, version.form_version, version.answers) if version else None
    if version is None or form is None or answers is None or version.id != submission.current_id:
        return None
    return _section(context, submission, version, form, answers)


def _section(context: Context, submission: Return, version: Version, form: Form, answers: Answers) -> DecidedSection:
    submitted = costs_from(version.costs)
    adjusted = {one.key: one.adjusted for one in queries.applying(context, submission, version)}
    weeks: Decimal = submission.exercise.weeks
    return DecidedSection(
        lines=decided_lines(
            form, queries.line_decisions_on(context, submission), submitted.columns if submitted else {}
        ),
        answers=decided_answers(form, queries.adjustments_on(context, submission), answers),
        faults=adjusted_faults(form, answers, adjusted) if adjusted else [],
        costs=queries.costs_with(version, adjusted, weeks),
    )


def sheets_with(section: DecidedSection | None, form: Form, answers: Answers, notes: Any) -> tuple[AnswerSheet, ...]:
    """Return the answers by sheet, with the adjustments."""
    sheets = answer_sheets(form, answers, notes)
    return reviewed_sheets(form, sheets, section.answers) if section else sheets


def table_with(section: DecidedSection | None, form: Form, version: Version) -> CostTable | None:
    """Return the costs, with the adjustments beside what was submitted, and what is left out."""
    submitted = costs_from(version.costs)
    if submitted is None:
        return None
    plain = cost_table(form, submitted)
    if section is None or section.costs is None:
        return plain
    return reviewed_table(cost_table(form, section.costs), plain, section.lines)


def rates_with(section: DecidedSection | None, version: Version) -> list[tuple[str, object]]:
    """Return the visit-length rates, with the adjustments."""
    costs = section.costs if section and section.costs else costs_from(version.costs)
    return list(costs.visit_rates.items()) if costs else []
