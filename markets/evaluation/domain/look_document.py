"""What a look came to, as it is kept: the weeks of each measure, and later the change against the baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.measured_change import FEWEST_WEEKS, MeasuredChange, measured_changes
from markets.evaluation.domain.stored_weeks import StoredWeeks

TOO_FEW = f"Of the weeks of this look {{}} are held whole; {FEWEST_WEEKS} are needed."


def too_few(found: StoredWeeks) -> str:
    """Return why nothing can be said of these weeks; blank where something can."""
    held = sum(found.whole)
    return TOO_FEW.format(held or "none") if held < FEWEST_WEEKS else ""


def look_document(
    months: int, weeks: LookWeeks, found: StoredWeeks, baseline: Mapping[str, Any] | None, digest: str
) -> dict[str, Any]:
    """Return the look as it is kept; ``digest`` is of the baseline that it is held against, blank at month 0."""
    return {
        "months": months,
        "weeks": [start.isoformat() for start in weeks.starts],
        "whole": found.whole,
        "values": found.values,
        "hours": found.hours,
        "filled_in": found.filled_in,
        "baseline": digest,
        "changes": changes_against(baseline, found) if baseline else {},
    }


def changes_against(baseline: Mapping[str, Any], found: StoredWeeks) -> dict[str, dict[str, Any]]:
    changes = measured_changes(_known(baseline["values"]), _known(found.values))
    return {key: asdict(change) for key, change in changes.items()}


def _known(values: Mapping[str, Sequence[float | None]]) -> dict[str, list[float]]:
    return {key: [value for value in row if value is not None] for key, row in values.items()}


def changes_in(document: Mapping[str, Any]) -> dict[str, MeasuredChange]:
    """Return the changes of a look that is kept."""
    return {
        key: MeasuredChange(**{**row, "weeks": (row["weeks"][0], row["weeks"][1])})
        for key, row in document["changes"].items()
    }
