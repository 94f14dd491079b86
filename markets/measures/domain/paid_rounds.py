"""What an hour of a round is paid once travel counts: between all of the time between visits as work, and travel alone.

For the independent team and the provider itself: it never leaves, in whatever form (``team only``).
"""

from dataclasses import dataclass
from fractions import Fraction

from markets.measures.domain.figures import CAREWORKERS, AnyFigure, ShareOfVisits, unless_few
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import HOUR

MINUTES_AN_HOUR = 60
TRAVEL_ONLY = "travel_only"


@dataclass(frozen=True, slots=True)
class RoundTime:
    """Seconds of all rounds: with clients and between them, over so many gaps, by so many careworkers."""

    contact: int
    between: int
    gaps: int
    careworkers: int


@dataclass(frozen=True, slots=True)
class PaidWork:
    """£ an hour of contact and of travel, as a provider told a wage survey; ``travel_minutes`` a visit, if it knows."""

    contact: Fraction
    travel: Fraction
    travel_minutes: Fraction | None = None


def round_time(visits: VisitSet) -> RoundTime:
    """Return the time of rounds; where two visits overlap there is none between them."""
    gaps = [gap for each in visits.rounds for gap in each.gaps if gap >= 0]
    people = {(each.visits[0].provider, each.visits[0].carer) for each in visits.rounds}
    return RoundTime(sum(each.contact for each in visits.rounds), sum(gaps), len(gaps), len(people))


def paid_once_travel_counts(time: RoundTime, pay: PaidWork, minutes: Fraction | None) -> AnyFigure:
    """Return £ per hour worked with all gaps as work; a part has it with travel alone, where its minutes are known.

    ``minutes`` are those of a usual way by places; without them the provider's own count. A way takes no longer than
    the gap that it lies in.
    """
    if not time.contact:
        return None
    away, each = Fraction(time.between, HOUR), pay.travel_minutes if minutes is None else minutes
    travel = None if each is None else min(away, each * time.gaps / MINUTES_AN_HOUR)
    earned = pay.contact * Fraction(time.contact, HOUR) + pay.travel * (travel or 0)
    contact = Fraction(time.contact, HOUR)
    parts: dict[str, AnyFigure] = {}
    if travel is not None:
        parts[TRAVEL_ONLY] = ShareOfVisits(earned, contact + travel, time.gaps)
    return unless_few(time.careworkers, CAREWORKERS, ShareOfVisits(earned, contact + away, time.gaps, parts))
