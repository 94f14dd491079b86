"""Whether people waited less than before, those who still wait among them: the log-rank test."""

from collections.abc import Sequence
from math import erfc, sqrt

from markets.measures.domain.survival import Spell


def log_rank_p(before: Sequence[Spell], after: Sequence[Spell]) -> float:
    """Return the chance of waits so unlike if both periods were alike; 1 where nobody's wait has ended.

    At each day on which a wait ends, the ends of the first period are held against those expected by its share of all
    who still waited. Source: Mantel 1966.
    """
    seen = expected = spread = 0.0
    for day in sorted({days for days, ended in (*before, *after) if ended}):
        at_risk = [sum(days >= day for days, _ in period) for period in (before, after)]
        ends = [sum(days == day and ended for days, ended in period) for period in (before, after)]
        n, d = sum(at_risk), sum(ends)
        seen += ends[0]
        expected += d * at_risk[0] / n
        if n > 1:
            spread += d * (at_risk[0] / n) * (at_risk[1] / n) * (n - d) / (n - 1)
    return erfc(abs(seen - expected) / sqrt(2 * spread)) if spread else 1.0
