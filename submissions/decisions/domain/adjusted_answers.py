"""What stands of the decisions on parts of a return, and its answers and costs with the adjustments."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answers
from costing.form import Form
from costing.formulas.costs import Costs
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


def adjusted_costs(
    form: Form, answers: Answers, adjusted: Mapping[str, str], weeks: Decimal = Decimal(52)
) -> Costs | None:
    """Return the costs with the normal forms of ``adjusted`` in place of the answers; None if it cannot be costed."""
    changes = {key: value_from(form.by_key[key], value) for key, value in adjusted.items() if key in form.by_key}
    return tried(form, answers, changes, weeks=weeks)
