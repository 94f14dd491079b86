"""Decide which findings still need an explanation; one is remembered while the value that it explains stays."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from costing.answers import Answers
from costing.findings import Audience, Finding, Severity


class Remembered(Protocol):
    """The key of an explanation: the check, the answer it is about, and that answer's value."""

    @property
    def code(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def value(self) -> str: ...


class AskedFinding(Remembered, Protocol):
    """A stored finding."""

    @property
    def severity(self) -> str: ...
    @property
    def audience(self) -> str: ...


AnyAsking = TypeVar("AnyAsking", bound=AskedFinding)


def value_explained(finding: Finding, answers: Answers | None) -> str:
    """Return the value that a finding is about: the answer in its normal form.

    A finding of the whole return has no answer of its own; it is about what we read, such as the total.
    """
    if finding.key is None:
        return finding.read
    return answers.by_key[finding.key].normal if answers and finding.key in answers.by_key else ""


def asks_to_explain(finding: AskedFinding) -> bool:
    return finding.severity == Severity.EXPLAIN and finding.audience == Audience.PROVIDER


def figures(findings: Iterable[Remembered]) -> int:
    """Return how many figures findings are about; what concerns the whole return counts by itself."""
    return len({one.key or f"the whole return, {one.code}" for one in findings})


def unexplained(findings: Iterable[AnyAsking], explanations: Iterable[Remembered]) -> list[AnyAsking]:
    """Return the findings that the provider must explain and has not, or has for another value."""
    known = {(given.code, given.key, given.value) for given in explanations}
    return [found for found in findings if asks_to_explain(found) and (found.code, found.key, found.value) not in known]
