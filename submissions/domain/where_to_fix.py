"""Advise whether to fix a return in the file or online: the words, and the way that is offered first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# From so many on, of all or of one sheet, a workbook in which each cell is marked is quicker than a page a question.
MANY, MANY_ON_A_SHEET = 9, 6
_NO_RESULT = "an empty result"


class FixLocation(Protocol):
    """The parts of a finding that are used; ``key`` is blank if it is about the whole file."""

    key: str
    sheet: str
    read: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The advice: whether the file is offered first. The other way is always open too."""

    in_file: bool
    sentence: str


def where_to_fix(findings: Sequence[FixLocation], *, has_file: bool) -> Advice | None:
    """Return the advice; None if there is nothing to put right."""
    if not findings:
        return None
    if not has_file:
        return Advice(False, "These answers were given online, so the quickest way is to change them here.")
    if because := _why_in_file(findings):
        return Advice(True, because)
    answers = len({finding.key for finding in findings})
    if answers == 1:
        return Advice(False, "It is only one answer, so the quickest way is to change it here.")
    return Advice(False, f"They are only {answers} answers, so the quickest way is to change them here.")


def _why_in_file(findings: Sequence[FixLocation]) -> str:
    if any(not finding.key for finding in findings):
        return "Something concerns the whole file, so the best way is to put it right in your workbook."
    if any(finding.read.startswith("#") or finding.read == _NO_RESULT for finding in findings):
        return "A formula gives no figure, so the best way is to put it right in your workbook."
    sheet, most = Counter(finding.sheet for finding in findings).most_common(1)[0]
    if most >= MANY_ON_A_SHEET:
        return f"There are {most} on the sheet “{sheet}” alone, so the quickest way is in your workbook."
    if len(findings) >= MANY:
        return f"There are {len(findings)}, so the quickest way is in your workbook, sheet by sheet."
    return ""
