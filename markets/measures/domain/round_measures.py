"""Measures of rounds: gaps between visits, how long a round is, how much of it is contact."""

from fractions import Fraction

from markets.measures.domain.figures import CAREWORKERS, AnyFigure, ShareOfVisits, spread, sum_figure, unless_few
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import HOUR, MINUTE
from markets.visits.domain.rounds import LONGEST_GAP


def gap(visits: VisitSet) -> AnyFigure:
    """Return minutes between the visits of a round; negative ones, where two overlap, are counted apart."""
    gaps = [seconds for each in visits.rounds for seconds in each.gaps]
    ordinary = [seconds for seconds in gaps if 0 <= seconds <= LONGEST_GAP]
    negative = len(gaps) - len(ordinary)
    return unless_few(
        _careworkers(visits), CAREWORKERS, spread(ordinary, MINUTE, negative=sum_figure(negative, len(gaps)))
    )


def care_round(visits: VisitSet) -> AnyFigure:
    """Return visits a round, and its hours from first start to last end."""
    hours = spread((each.span for each in visits.rounds), HOUR)
    return unless_few(_careworkers(visits), CAREWORKERS, spread((len(r.visits) for r in visits.rounds), hours=hours))


def contact_share(visits: VisitSet) -> AnyFigure:
    """Return contact time of the time from first start to last end, over all rounds."""
    contact, span = sum(each.contact for each in visits.rounds), sum(each.span for each in visits.rounds)
    share = ShareOfVisits(Fraction(contact, MINUTE), Fraction(span, MINUTE), len(visits.rounds))
    return unless_few(_careworkers(visits), CAREWORKERS, share)


def _careworkers(visits: VisitSet) -> int:
    return len({(each.visits[0].provider, each.visits[0].carer) for each in visits.rounds})
