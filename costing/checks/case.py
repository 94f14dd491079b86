"""The case that a check looks at, its remarks, and the check itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from costing.answers import NA, Answers
from costing.bands import Band, default_bands
from costing.exercise_requirements import ExerciseRequirements
from costing.figure_words import answer_in_words
from costing.findings import (
    Audience,
    Finding,
    Layer,
    Severity,
)
from costing.form import Form
from costing.formulas.costs import Costs
from costing.parsing.answers import finding_on
from costing.rates import NATIONAL_LIVING_WAGE, rates_at

PRICE_DATE_OF_BANDS = date(2022, 4, 1)


@dataclass(frozen=True)
class Case:
    """A return under check; ``costs`` is None if it could not be costed."""

    form: Form
    answers: Answers
    terms: ExerciseRequirements
    rates: Mapping[str, Decimal] | None
    costs: Costs | None
    reported: frozenset[str] = frozenset()

    def number(self, key: str) -> Decimal | None:
        return self.answers.numbers.get(key)

    def band(self, name: str) -> Band:
        return self.terms.bands.get(name) or default_bands(self.form.service)[name]

    def line(self, line: str, column: str | None = None) -> Decimal | None:
        """Return a line's cost in a column; a service with only its own column need not name it."""
        if self.costs is None:
            return None
        return self.costs.columns.get(column or self.form.service, {}).get(line)

    def is_na(self, key: str) -> bool:
        return self.answers.values.get(key) is NA

    @cached_property
    def living_wage(self) -> Decimal | None:
        return self.rates[NATIONAL_LIVING_WAGE] if self.rates else None

    @cached_property
    def wage_factor(self) -> Decimal | None:
        """Return how far the National Living Wage has moved since the bands of 2022 prices."""
        base = rates_at(PRICE_DATE_OF_BANDS, (NATIONAL_LIVING_WAGE,))
        return self.living_wage / base[NATIONAL_LIVING_WAGE] if self.living_wage and base else None


@dataclass(frozen=True, slots=True)
class Remark:
    """A check's remark on one answer (``key``), or on the whole return (None)."""

    key: str | None
    message: str
    fix: str
    expected: str = ""
    read: str | None = None
    guess: str | None = None


Rule = Callable[[Case], Iterator[Remark]]


@dataclass(frozen=True)
class Check:
    """A rule with its code, layer, severity and audience; ``reads`` are the answers that it looks at."""

    code: str
    layer: Layer
    severity: Severity
    audience: Audience
    reads: frozenset[str]
    rule: Rule

    def findings(self, case: Case) -> list[Finding]:
        """Return what the rule finds, except what only follows from an answer already reported."""
        found = []
        for one in self.rule(case):  # most rules find nothing: no list is made of what they find
            if self._is_news(case, one.key):
                found.append(self._finding(case, one))
        return found

    def _is_news(self, case: Case, key: str | None) -> bool:
        return not (self.reads - {key}) & case.reported and key not in case.reported

    def _finding(self, case: Case, remark: Remark) -> Finding:
        if remark.key is None:
            return Finding(
                self.code, self.layer, self.severity, self.audience, remark.message, remark.fix,
                read=remark.read or "", expected=remark.expected,
            )  # fmt: skip
        question, answer = case.form.by_key[remark.key], case.answers.by_key[remark.key]
        read = answer_in_words(question, answer.value) if remark.read is None else remark.read
        return finding_on(
            question, answer, code=self.code, layer=self.layer, severity=self.severity, audience=self.audience,
            message=remark.message, fix=remark.fix, read=read, expected=remark.expected, guess=remark.guess,
        )  # fmt: skip


def check(
    code: str, layer: Layer, severity: Severity, reads: tuple[str, ...] = (), audience: Audience = Audience.PROVIDER
) -> Callable[[Rule], Check]:
    """Make a rule a check of the catalogue."""
    return lambda rule: Check(code, layer, severity, audience, frozenset(reads), rule)
