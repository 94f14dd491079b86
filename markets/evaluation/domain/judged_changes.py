"""All changes of a look judged together: those of weeks by Welch, those of waits by log-rank, over all of them Holm."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from costing.holm import holm
from markets.evaluation.domain.measured_change import MeasuredChange, week_changes
from markets.evaluation.domain.waits_compared import WaitChange, wait_change
from markets.measures.domain.survival import Spell

Change = MeasuredChange | WaitChange
Weeks = Mapping[str, Sequence[float]]
Waits = Mapping[str, Sequence[Spell]]


def measured_changes(before: Weeks, after: Weeks, waits: tuple[Waits, Waits] = ({}, {})) -> dict[str, Change]:
    """Return the change of each measure that both periods tell enough of, judged together; ``waits`` of both periods.

    Enough are three weeks on either side; of waits, that somebody's ended.
    """
    first, second = waits
    of_waits = {key: wait_change(key, first[key], second[key]) for key in first if key in second}
    found: dict[str, Change] = dict(week_changes(before, after))
    return judged_together(found | {key: change for key, change in of_waits.items() if change is not None})


def judged_together(found: Mapping[str, Change]) -> dict[str, Change]:
    """Return the changes, each with the p that Holm leaves it among all of them."""
    adjusted = holm({key: change.p for key, change in found.items()})
    return {key: replace(change, holm=adjusted[key]) for key, change in found.items()}
