"""A measure of a look as a page shows it, whether it is judged by its weeks or by waits."""

from collections.abc import Mapping
from typing import Any

from markets.evaluation.domain.evaluation_terms import JudgedMeasure
from markets.evaluation.domain.judged_beside import WAITS
from markets.evaluation.domain.judged_changes import Change
from markets.evaluation.domain.measured_change import MeasuredChange
from markets.evaluation.domain.shown_measure import ShownMeasureChange, shown_measure
from markets.evaluation.domain.shown_wait import ShownWaitChange, shown_wait
from markets.evaluation.domain.waits_compared import WaitChange

ShownChange = ShownMeasureChange | ShownWaitChange


def shown_change(
    measure: JudgedMeasure, baseline: Mapping[str, Any], look: Mapping[str, Any] | None, change: Change | None
) -> ShownChange:
    if measure.key in WAITS:
        return shown_wait(measure, baseline, look, change if isinstance(change, WaitChange) else None)
    return shown_measure(measure, baseline, look, change if isinstance(change, MeasuredChange) else None)
