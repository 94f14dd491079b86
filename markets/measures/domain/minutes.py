"""Measures of minutes: what was delivered of what was planned, and short visits."""

from fractions import Fraction

from markets.measures.domain.figures import ShareOfVisits
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import MINUTE, CareAttendance, VisitOutcome

NOT_DELIVERED = (VisitOutcome.MISSED, VisitOutcome.CANCELLED_PROVIDER)
SHORT_OF_PLAN = Fraction(80, 100)
SHORT_BY = 5 * MINUTE
QUARTER, HALF_HOUR = 15 * MINUTE, 30 * MINUTE


def delivered_of_done(visits: VisitSet) -> ShareOfVisits:
    """Return minutes delivered of minutes planned, of visits that were done."""
    done = visits.done_with_plan
    delivered, planned = sum(_delivered(row) for row in done), sum(_planned(row) for row in done)
    return ShareOfVisits(Fraction(delivered, MINUTE), Fraction(planned, MINUTE), len(done))


def delivered_of_commissioned(visits: VisitSet) -> ShareOfVisits:
    """Return minutes delivered of minutes commissioned; what clients cancelled leaves both sides."""
    rows = visits.done_with_plan + [row for row in visits.rows if row.outcome in NOT_DELIVERED and row.planned_seconds]
    delivered, planned = sum(_delivered(row) for row in visits.done_with_plan), sum(_planned(row) for row in rows)
    return ShareOfVisits(Fraction(delivered, MINUTE), Fraction(planned, MINUTE), len(rows))


def is_short(row: CareAttendance, of_plan: Fraction = SHORT_OF_PLAN, by: int = SHORT_BY) -> bool:
    """Tell whether a visit lasted under 80 % of its plan and was over five minutes short; both are settings."""
    planned, delivered = _planned(row), _delivered(row)
    return delivered * of_plan.denominator < planned * of_plan.numerator and planned - delivered > by


def short(visits: VisitSet) -> ShareOfVisits:
    done = visits.done_with_plan
    return ShareOfVisits(sum(is_short(row) for row in done), len(done), len(done))


def under_15(visits: VisitSet) -> ShareOfVisits:
    return _under(visits, QUARTER)


def under_30(visits: VisitSet) -> ShareOfVisits:
    return _under(visits, HALF_HOUR)


def _under(visits: VisitSet, seconds: int) -> ShareOfVisits:
    done = visits.done
    return ShareOfVisits(sum(_delivered(row) < seconds for row in done), len(done), len(done))


def exactly_planned(visits: VisitSet) -> ShareOfVisits:
    """Return the share of visits that lasted exactly as planned: a sign of times filled in by hand."""
    done = visits.done_with_plan
    return ShareOfVisits(sum(row.actual_seconds == row.planned_seconds for row in done), len(done), len(done))


def manual(visits: VisitSet) -> ShareOfVisits:
    return ShareOfVisits(sum(row.by_hand for row in visits.done), len(visits.done), len(visits.done))


def _delivered(row: CareAttendance) -> int:
    return row.actual_seconds or 0


def _planned(row: CareAttendance) -> int:
    return row.planned_seconds or 0
