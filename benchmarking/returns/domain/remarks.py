"""A remark on a council's return: what is wrong, where it stands, and how to put it right."""

from dataclasses import dataclass

from costing.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class ReturnRemark:
    """``code`` is the check's; ``place`` says the cell or the row, ``key`` which question or table it speaks of.

    ``guess`` is a likelier answer as it would be typed, which a press takes over; blank if there is none.
    """

    code: str
    severity: Severity
    message: str
    fix: str = ""
    key: str = ""
    place: str = ""
    guess: str = ""
    row: int = 0

    @property
    def id(self) -> str:
        """Return under what an explanation of it is kept."""
        return f"{self.code}:{self.key}:{self.row}" if self.row else f"{self.code}:{self.key}"

    @property
    def is_to_fix(self) -> bool:
        return self.severity == Severity.MUST_FIX

    @property
    def is_to_explain(self) -> bool:
        return self.severity == Severity.EXPLAIN


def remark_of(finding: Finding) -> ReturnRemark:
    place = f"{finding.sheet}, {finding.cell}" if finding.cell else finding.sheet or ""
    return ReturnRemark(
        finding.code, finding.severity, finding.message, finding.fix, finding.key or "", place, finding.guess or ""
    )
