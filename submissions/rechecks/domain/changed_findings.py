"""How the findings of a return differ when it is checked again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from costing.findings import Finding

# Codes of what only the file or the typed words could tell; answers that are kept say it no more.
OF_THE_INTAKE = ("F", "N")


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """What is told of a finding in the list of changes."""

    code: str
    severity: str
    audience: str
    key: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class ChangedFindings:
    """What checks say no more of a return, and what they say for the first time."""

    gone: tuple[KeptFinding, ...]
    new: tuple[KeptFinding, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)


def changed_findings(kept: Iterable[KeptFinding], found: Iterable[Finding]) -> ChangedFindings:
    """Return the findings that differ by check, figure, severity or audience; other words alone are no change."""
    before, after = _by_what(kept), _by_what(map(_words, found))
    return ChangedFindings(
        tuple(one for what, one in before.items() if what not in after),
        tuple(one for what, one in after.items() if what not in before),
    )


def _by_what(findings: Iterable[KeptFinding]) -> dict[tuple[str, ...], KeptFinding]:
    return {
        (one.code, one.key, one.severity, one.audience): one
        for one in findings
        if not one.code.startswith(OF_THE_INTAKE)
    }


def _words(one: Finding) -> KeptFinding:
    return KeptFinding(one.code, str(one.severity), str(one.audience), one.key or "", one.label or "", one.message)


def documents(findings: Iterable[KeptFinding]) -> list[dict[str, str]]:
    return [asdict(one) for one in findings]


def findings_from(documents: Iterable[Mapping[str, Any]]) -> list[KeptFinding]:
    return [KeptFinding(**one) for one in documents]
