"""Figures of pay once travel counts: of each provider that answered a wage survey, by the rounds that it gave."""

from collections.abc import Iterator
from fractions import Fraction

from markets.measures.domain import sql_rounds
from markets.measures.domain.paid_rounds import RoundTime, paid_once_travel_counts
from markets.measures.domain.sql_care import PROVIDERS
from markets.measures.domain.stored_measures import StoredVisits
from markets.measures.domain.travel import JourneyEstimate, exact
from markets.profiles.domain.figure_rows import FigureRow, rows_of
from markets.profiles.domain.place_figures import NEEDS, journeys_of
from markets.profiles.domain.profile_inputs import ProfileInputs

EFFECTIVE_PAY = "effective_pay"


def pay_rows(visits: StoredVisits, inputs: ProfileInputs) -> Iterator[FigureRow]:
    """Yield a figure for each provider whose pay is known; of what the council holds there is none."""
    if not inputs.is_independent or not inputs.pays or "carer_ref" not in visits.fields:
        return
    ways = journeys_of(visits, PROVIDERS) if NEEDS.issubset(visits.fields) else {}
    for ref, *seconds in visits.ask(sql_rounds.round_time(visits.relation, PROVIDERS), [[]]):
        if ref in inputs.pays:
            figure = paid_once_travel_counts(RoundTime(*seconds), inputs.pays[ref], _usual(ways.get(ref, [])))
            yield from rows_of({EFFECTIVE_PAY: figure}, "provider", ref)


def _usual(found: list[JourneyEstimate]) -> Fraction | None:
    n = sum(each.times for each in found)
    return sum((exact(each.minutes) * each.times for each in found), start=Fraction()) / n if n else None
