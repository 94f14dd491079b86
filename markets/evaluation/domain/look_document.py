"""What a look came to, as it is kept: the weeks of each measure, and later the change against the baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from markets.evaluation.domain.beside_visits import BesideVisits
from markets.evaluation.domain.judged_changes import Change, measured_changes
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.measured_change import FEWEST_WEEKS, MeasuredChange
from markets.evaluation.domain.offer_waits import spells_in
from markets.evaluation.domain.stored_weeks import StoredWeeks
from markets.evaluation.domain.waits_compared import WaitChange
from markets.measures.domain.survival import Spell

TOO_FEW = f"Of the weeks of this look {{}} are held whole; {FEWEST_WEEKS} are needed."


def too_few(found: StoredWeeks) -> str:
    """Return why nothing can be said of these weeks; blank where something can."""
    held = sum(found.whole)
    return TOO_FEW.format(held or "none") if held < FEWEST_WEEKS else ""


def look_document(
    months: int,
    weeks: LookWeeks,
    found: StoredWeeks,
    beside: BesideVisits,
    baseline: Mapping[str, Any] | None,
    digest: str,
) -> dict[str, Any]:
    """Return the look as it is kept; ``digest`` is of the baseline that it is held against, blank at month 0."""
    document = {
        "months": months,
        "weeks": [start.isoformat() for start in weeks.starts],
        "whole": found.whole,
        "values": found.values,
        "hours": found.hours,
        "filled_in": found.filled_in,
        "waits": {key: [list(each) for each in counted] for key, counted in beside.waits.items()},
        "zones": dict(beside.classes),
        "packages": beside.packages if months else {},
        "why": beside.why,
        "baseline": digest,
    }
    return {**document, "changes": changes_against(baseline, found, spells_in(document)) if baseline else {}}


def changes_against(
    baseline: Mapping[str, Any], found: StoredWeeks, waits: Mapping[str, Sequence[Spell]]
) -> dict[str, dict[str, Any]]:
    both = spells_in(baseline), waits
    changes = measured_changes(_known(baseline["values"]), _known(found.values), both)
    return {key: asdict(change) for key, change in changes.items()}


def _known(values: Mapping[str, Sequence[float | None]]) -> dict[str, list[float]]:
    return {key: [value for value in row if value is not None] for key, row in values.items()}


def changes_in(document: Mapping[str, Any]) -> dict[str, Change]:
    """Return the changes of a look that is kept."""
    return {key: _change(row) for key, row in document["changes"].items()}


def _change(row: Mapping[str, Any]) -> Change:
    if "offers" in row:
        return WaitChange(**{**row, "offers": (row["offers"][0], row["offers"][1])})
    return MeasuredChange(**{**row, "weeks": (row["weeks"][0], row["weeks"][1])})
