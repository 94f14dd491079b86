"""Measures of reliability: on time, missed."""

from markets.measures.domain.figures import ShareOfVisits
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import MINUTE, VisitOutcome

ON_TIME = 15 * MINUTE


def punctual_15(visits: VisitSet) -> ShareOfVisits:
    """Return visits that started within 15 minutes of their plan; logs by hand and clocks that are off say nothing."""
    known = [row.lateness for row in visits.done if not row.by_hand and not visits.is_marked(row, "V06", "V16")]
    off = [abs(seconds) for seconds in known if seconds is not None]
    return ShareOfVisits(sum(seconds <= ON_TIME for seconds in off), len(off), len(off))


def missed(visits: VisitSet) -> ShareOfVisits:
    nobody_came = sum(row.outcome is VisitOutcome.MISSED for row in visits.rows)
    return ShareOfVisits(nobody_came, nobody_came + len(visits.done), nobody_came + len(visits.done))
