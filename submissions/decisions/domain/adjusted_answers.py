"""What stands of the decisions on parts of a return, and its answers and costs with the adjustments."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answers
from costing.findings import Severity
from costing.form import Form
from costing.formulas.costs import Costs
from costing.report import check_answers
from costing.serialisation import value_from
from submissions.domain.what_if import tried


@dataclass(frozen=True, slots=True)
class AnswerAdjustment:
    """A standing adjustment that applies: both values in normal form, the reason as its label, ``at`` as ISO text."""

    key: str
    submitted: str
    adjusted: str
    reason: str
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A line that is left out at review; ``version`` is the number of the one on which that was decided."""

    line: str
    reason: str
    words: str
    by: str
    at: str
    version: int


def applies(submitted: str, key: str, answers: Mapping[str, str]) -> bool:
    """Tell whether an adjustment still applies: not where the provider has corrected the value since."""
    return answers.get(key, "") == submitted


def with_adjusted(form: Form, answers: Answers, adjusted: Mapping[str, str]) -> Answers:
    """Return the answers with the normal forms of ``adjusted`` in place of some."""
    changed = {
        key: answers.by_key[key]._replace(value=value_from(form.by_key[key], value))
        for key, value in adjusted.items()
        if key in form.by_key
    }
    return Answers(answers.service, answers.version, {**answers.by_key, **changed})


def adjusted_costs(
    form: Form, answers: Answers, adjusted: Mapping[str, str], weeks: Decimal = Decimal(52)
) -> Costs | None:
    """Return the costs with the adjusted answers, at the return's own price date; None if it cannot be costed."""
    return tried(form, with_adjusted(form, answers, adjusted), {}, weeks=weeks)


def adjusted_faults(form: Form, answers: Answers, adjusted: Mapping[str, str]) -> list[str]:
    """Return what would have to be put right, were the adjusted answers those of a provider, and was not before."""
    before = {one.message for one in check_answers(form, answers).findings}
    found = check_answers(form, with_adjusted(form, answers, adjusted)).findings
    return [one.message for one in found if one.severity == Severity.MUST_FIX and one.message not in before]
