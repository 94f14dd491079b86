"""Whether people waited less than before, those who still wait among them: the log-rank test, and how much less."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, inf, sqrt

from markets.evaluation.domain.measured_change import LEVEL
from markets.measures.domain.survival import Spell, kaplan_meier

# 95 % of a normal distribution lie within so many standard deviations.
WITHIN = 1.959963984540054
# Beyond this a ratio is no number of the machine's; few against very many can come to it.
STEEPEST = 700.0


@dataclass(frozen=True, slots=True)
class LogRank:
    """``excess`` are the ends of the second period beyond those expected of it, ``spread`` their variance."""

    excess: float
    spread: float

    @property
    def p(self) -> float:
        return erfc(abs(self.excess) / sqrt(2 * self.spread)) if self.spread else 1.0

    @property
    def ratio(self) -> float:
        """Return how many times as likely an end is on a day of waiting. Source: Peto, by Yusuf and others 1985."""
        return _times(self.excess / self.spread) if self.spread else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the ratio; it crosses 1 where p is over 5 %."""
        if not self.spread:
            return 0.0, inf
        middle, margin = self.excess / self.spread, WITHIN / sqrt(self.spread)
        return _times(middle - margin), _times(middle + margin)


def _times(exponent: float) -> float:
    return exp(min(max(exponent, -STEEPEST), STEEPEST))


@dataclass(frozen=True, slots=True)
class WaitChange:
    """Waits before and after, in days, each median None where it is not reached; ``ratio`` is of likely ends a day."""

    key: str
    offers: tuple[int, int]
    before: int | None
    after: int | None
    ratio: float
    low: float
    high: float
    p: float
    holm: float = 1.0

    @property
    def is_called(self) -> bool:
        return self.holm <= LEVEL


def log_rank(before: Sequence[Spell], after: Sequence[Spell]) -> LogRank:
    """Return the test of waits of two periods.

    At each day on which a wait ends, the ends of the second period are held against those expected by its share of all
    who still waited. Source: Mantel 1966.
    """
    excess = spread = 0.0
    for day in sorted({days for days, ended in (*before, *after) if ended}):
        at_risk = [sum(days >= day for days, _ in period) for period in (before, after)]
        ends = [sum(days == day and ended for days, ended in period) for period in (before, after)]
        n, d = sum(at_risk), sum(ends)
        excess += ends[1] - d * at_risk[1] / n
        if n > 1:
            spread += d * (at_risk[0] / n) * (at_risk[1] / n) * (n - d) / (n - 1)
    return LogRank(excess, spread)


def wait_change(key: str, before: Sequence[Spell], after: Sequence[Spell]) -> WaitChange | None:
    """Return the change of a wait; None where no wait was seen to end while both periods had some."""
    found = log_rank(before, after)
    if not found.spread:
        return None
    medians = [kaplan_meier(period).median for period in (before, after)]
    return WaitChange(key, (len(before), len(after)), medians[0], medians[1], found.ratio, *found.interval, found.p)
