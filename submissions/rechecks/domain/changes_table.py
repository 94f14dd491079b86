"""The returns whose findings changed as rows of a page and of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from submissions.rechecks.domain.changed_findings import KeptFinding, findings_from

HEADS = ("Location", "Provider", "Version", "Change", "Check", "Weight", "For", "Question", "What it says")
SEVERITIES = {"must_fix": "Must be put right", "explain": "To be explained", "note": "Note"}
AUDIENCES = {"provider": "provider", "analyst": "team alone"}


@dataclass(frozen=True, slots=True)
class ChangedReturn:
    """A return with what is said of it no more, and what is said for the first time."""

    return_id: UUID
    location: str
    provider: str
    version: int
    gone: list[KeptFinding]
    new: list[KeptFinding]


def changed_row(row: Any) -> ChangedReturn:
    """Return the row of a ``RecheckedReturn``."""
    asked = row.submission.participation
    names = (row.submission_id, asked.location_name, asked.provider_name, row.version.number)
    return ChangedReturn(*names, findings_from(row.gone), findings_from(row.new))


def changes_rows(returns: Iterable[ChangedReturn]) -> list[tuple[str | int, ...]]:
    return [
        (one.location, one.provider, one.version, change, *_cells(finding))
        for one in returns
        for change, findings in (("gone", one.gone), ("new", one.new))
        for finding in findings
    ]


def _cells(finding: KeptFinding) -> tuple[str, ...]:
    weight, audience = SEVERITIES[finding.severity], AUDIENCES[finding.audience]
    return (finding.code, weight, audience, finding.label, finding.message)
