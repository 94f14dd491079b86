"""Check one return: its answers, findings and costs as a report."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from costing.answers import Answers
from costing.checks import CATALOGUE, SLIP_CHECKS
from costing.checks.case import Case, Check
from costing.exercise_requirements import NO_EXERCISE, ExerciseRequirements
from costing.findings import (
    Audience,
    Finding,
    Layer,
    Severity,
)
from costing.form import Form
from costing.forms import CURRENT, form_for
from costing.formulas import COSTINGS
from costing.formulas.costs import Costs
from costing.parsing.answers import take_in
from costing.rates import rates_at
from costing.reader.raw_return import RawReturn, Unreadable
from costing.synthetic.example import EXERCISE
from spreadsheets.cells import CellKind


@dataclass(frozen=True)
class Report:
    """The report of one file or draft; ``answers`` is None if no form was recognised."""

    service: str | None
    version: str | None
    answers: Answers | None
    findings: tuple[Finding, ...]
    costs: Costs | None

    @property
    def layer(self) -> Layer:
        """Return the layer reached: the first with something to fix, or the last."""
        return min((f.layer for f in self.findings if f.severity == Severity.MUST_FIX), default=Layer.PLAUSIBILITY)

    @property
    def is_accepted(self) -> bool:
        """Tell whether it was read whole, and nothing must be fixed."""
        return self.answers is not None and all(f.severity != Severity.MUST_FIX for f in self.findings)


def check_raw(raw: RawReturn | Unreadable, terms: ExerciseRequirements = NO_EXERCISE) -> Report:
    """Return the report of what was read."""
    if isinstance(raw, Unreadable):
        return Report(None, None, None, (raw.finding,), None)
    form = form_for(raw.service, raw.version)
    wrong = _wrong_template(raw, form, terms)
    if form is None or wrong:
        return Report(raw.service or None, raw.version or None, None, tuple(wrong), None)
    answers, findings = take_in(form, raw)
    return check_answers(form, answers, findings, terms)


def is_whole_return(raw: RawReturn | Unreadable, terms: ExerciseRequirements, location_id: str) -> bool:
    """Tell, without any check, whether a workbook is one of ours, has every cell, and names this location."""
    if isinstance(raw, Unreadable) or raw.missing:
        return False
    form = form_for(raw.service, raw.version)
    if form is None or _wrong_template(raw, form, terms):
        return False
    cell = raw.cells.get("location_id")
    return cell is not None and cell.kind is CellKind.TEXT and not cell.is_formula and cell.text == location_id


def check_answers(
    form: Form, answers: Answers, taken_in: Iterable[Finding] = (), terms: ExerciseRequirements = NO_EXERCISE
) -> Report:
    """Run every check of the form's catalogue over answers; findings of the intake come first."""
    findings = list(taken_in)
    case = _case(form, answers, terms, findings)
    so_far = case
    for check in _catalogue(form.service, is_must_fix=True):
        if found := check.findings(so_far):
            findings += found
            so_far = replace(so_far, reported=reported_by(findings))
    case = _with_what_is_reported(case, findings)
    slips = list(_slips(case))
    findings += _unless_they_follow(case, _catalogue(form.service, is_must_fix=False), slips)
    findings = sorted([*findings, *slips], key=lambda f: (f.layer, form.order.get(f.key or "", len(form.order))))
    return Report(form.service, form.version, answers, tuple(findings), case.costs)


@cache
def _catalogue(service: str, *, is_must_fix: bool) -> tuple[Check, ...]:
    return tuple(check for check in CATALOGUE[service] if (check.severity == Severity.MUST_FIX) == is_must_fix)


def reported_by(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(f.key for f in findings if f.key and f.severity == Severity.MUST_FIX)


def _case(form: Form, answers: Answers, terms: ExerciseRequirements, findings: list[Finding]) -> Case:
    costing, day = COSTINGS[form.service], answers.day("price_date")
    rates = rates_at(day, costing.rates) if day else None
    reported = reported_by(findings)
    lacks = reported and costing.needs(answers) & reported
    can_be_costed = rates is not None and not lacks and costing.is_possible(answers)
    costs = costing.cost(answers, rates, terms.weeks) if rates is not None and can_be_costed else None
    return Case(form, answers, terms, rates, costs, reported)


def _with_what_is_reported(case: Case, findings: list[Finding]) -> Case:
    """Return the case when more has been reported: what was costed stands, unless it hangs on what is reported."""
    reported = reported_by(findings)
    if reported == case.reported:
        return case
    stands = not COSTINGS[case.form.service].needs(case.answers) & reported
    return replace(case, reported=reported, costs=case.costs if stands else None)


def _slips(case: Case) -> Iterable[Finding]:
    """Return slips without those that follow from a slip in the hours, which distorts every line divided by them."""
    for check in SLIP_CHECKS[case.form.service]:
        if found := check.findings(case):
            yield from found
            case = replace(case, reported=case.reported | {f.key for f in found if f.key})


def _unless_they_follow(case: Case, checks: Iterable[Check], slips: list[Finding]) -> list[Finding]:
    activity = {f.key for f in slips if f.key and f.key not in _single_lines(case)}
    if not activity:
        return [f for check in checks for f in check.findings(case)]
    return [f for check in checks for f in check.findings(case) if f.key in activity or not check.reads & activity]


def _single_lines(case: Case) -> frozenset[str]:
    """Return answers that feed one line alone; a slip in one does not silence checks of another."""
    return frozenset(case.form.by_key) - COSTINGS[case.form.service].activity


def _wrong_template(raw: RawReturn, form: Form | None, terms: ExerciseRequirements) -> list[Finding]:
    expected = CURRENT[terms.service].title if terms.service in CURRENT else "a return workbook of this portal"
    if form is None:
        return [_template_finding(_unknown(raw), expected)]
    if raw.exercise == EXERCISE:
        return [_example_finding(terms)]
    if terms.service and form.service != terms.service:
        return [_template_finding(f"This is the workbook of another service: {form.title}.", expected)]
    if len(raw.missing) > len(form.questions) // 2:
        return [_template_finding(f"Most of the cells of this workbook have been lost.{_gone(raw, form)}", form.title)]
    return []


def _gone(raw: RawReturn, form: Form) -> str:
    gone = [f"“{sheet}”" for sheet in form.sheets if all(q.key in raw.missing for q in form.questions_on(sheet))]
    if not gone or len(gone) == len(form.sheets):
        return ""
    return f" Missing: the sheet{'s' * (len(gone) > 1)} {', '.join(gone)}."


def _example_finding(terms: ExerciseRequirements) -> Finding:
    """Return the finding of the example return, also if somebody has put their own location into it."""
    return Finding(
        "R01", Layer.IDENTITY, Severity.MUST_FIX, Audience.PROVIDER,
        "This is the example return that the portal gives out: every figure in it is invented.",
        "Please download the blank workbook of your own location, fill in your own figures, and send that.",
        read="the example", expected=f"the return of {terms.location_name or 'your location'}",
    )  # fmt: skip


def _unknown(raw: RawReturn) -> str:
    if raw.service in CURRENT:
        return f"This workbook is of version “{raw.version}”, which is not in use: it may be last year's."
    return "This is a workbook, but not one of this portal's returns."


def _template_finding(message: str, expected: str) -> Finding:
    return Finding(
        "R02", Layer.IDENTITY, Severity.MUST_FIX, Audience.PROVIDER, message,
        "Please download the blank workbook again, copy your answers into it and send that.", expected=expected,
    )  # fmt: skip
