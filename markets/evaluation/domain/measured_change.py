"""What changed between two periods: each measure by its weeks, with an interval, called where chance is unlikely.

A week is the unit: the measure is worked out for each week of the frozen baseline and of the later period by the same
definition, and the two rows of weeks are compared by Welch's t.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import fmean, variance

from costing.student_t import exceeded_by, two_sided_p

LEVEL = 0.05
# Fewer weeks on either side say nothing about how much a measure varies by itself.
FEWEST_WEEKS = 3


@dataclass(frozen=True, slots=True)
class MeasuredChange:
    """A measure before and after, in its own unit; ``holm`` is p adjusted for all measures of the run."""

    key: str
    weeks: tuple[int, int]
    before: float
    after: float
    low: float
    high: float
    p: float
    holm: float = 1.0

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def is_called(self) -> bool:
        """Tell whether the change is said to be one: Holm's p at most 5 %."""
        return self.holm <= LEVEL


def week_changes(
    before: Mapping[str, Sequence[float]], after: Mapping[str, Sequence[float]]
) -> dict[str, MeasuredChange]:
    """Return the change of each measure that both periods have in three weeks or more, each by itself."""
    keys = [key for key in before if min(len(before[key]), len(after.get(key, ()))) >= FEWEST_WEEKS]
    return {key: welch(key, before[key], after[key]) for key in keys}


def welch(key: str, before: Sequence[float], after: Sequence[float]) -> MeasuredChange:
    """Return the difference of the means of two rows of weeks, its 95 % interval and p.

    Source: Welch 1947. Where neither row varies, a difference is certain and its interval has no width.
    """
    weeks = len(before), len(after)
    first, second = fmean(before), fmean(after)
    parts = variance(before) / weeks[0], variance(after) / weeks[1]
    error, difference = sqrt(sum(parts)), second - first
    if error <= 1e-12 * max(abs(first), abs(second)):
        is_same = abs(difference) <= 1e-9 * max(abs(first), abs(second))
        return MeasuredChange(key, weeks, first, second, difference, difference, 1.0 if is_same else 0.0)
    freedom = sum(parts) ** 2 / sum(part**2 / (n - 1) for part, n in zip(parts, weeks, strict=True))
    margin = exceeded_by(LEVEL, freedom) * error
    p = two_sided_p(difference / error if error else inf, freedom)
    return MeasuredChange(key, weeks, first, second, difference - margin, difference + margin, p)
