"""Figures of double-handed care for a page of its own: hours by two, what they cost today, and whom to review."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from markets.measures.domain import sql_double_handed
from markets.measures.domain.catalogue import sources_in
from markets.measures.domain.double_handed import PairClient, to_review
from markets.measures.domain.figures import ShareOfVisits, sum_figure
from markets.measures.domain.sql_care import LEVELS, PROVIDERS, SqlLevel
from markets.measures.domain.stored_measures import Rows, StoredVisits
from markets.profiles.domain.figure_rows import FigureRow, rows_of
from markets.profiles.domain.profile_inputs import PaidCard
from markets.profiles.domain.table_figures import rate_for
from markets.visits.domain.attendance import HOUR

NEEDS = frozenset({"double_handed", "planned_length"})
LOGGED = frozenset({*NEEDS, "actual_start", "actual_length"})


def double_rows(visits: StoredVisits, card: PaidCard | None) -> Iterator[FigureRow]:
    """Yield hours a week at which two are planned, an hour by two counted once; and what they cost by the rate card."""
    if not NEEDS.issubset(sources_in(visits.fields)):
        return
    for level in LEVELS:
        found = _by_ref(visits.ask(sql_double_handed.planned_hours(visits.relation, level), [[]]))
        for ref, rows in sorted(found.items()):
            seconds, times = sum(row[3] for row in rows), sum(row[4] for row in rows)
            yield from rows_of({"double_hours": sum_figure(_weekly(visits, seconds), times)}, level.key, ref)
            cost = _cost(visits, rows, card) if card and level.key != PROVIDERS.key else None
            if cost is not None:
                yield from rows_of({"double_cost": cost}, level.key, ref)


def _by_ref(rows: Rows) -> dict[str, Rows]:
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return dict(found)


def _weekly(visits: StoredVisits, seconds: int) -> Fraction:
    return Fraction(seconds, HOUR * visits.weeks)


def _cost(visits: StoredVisits, rows: Rows, card: PaidCard) -> ShareOfVisits | None:
    """Return £ a week of the hours that have a rate; a zone and length without one is left out."""
    cost = hours = Fraction()
    times = 0
    for _, zone, minutes, seconds, count in rows:
        rate, own = pair_rate_for(card, zone, minutes), _weekly(visits, seconds)
        if rate is not None:
            cost, hours, times = cost + rate * own, hours + own, times + count
    return ShareOfVisits(cost, hours, times) if hours else None


def pair_rate_for(card: PaidCard, zone: str, minutes: int) -> Fraction | None:
    """Return £ of an hour by two on a weekday: the card's own line for two, else twice that of one."""
    found = rate_for(card, zone, minutes, careworkers=2)
    if found is not None:
        return found
    single = rate_for(card, zone, minutes)
    return None if single is None else 2 * single


def clients_to_review(visits: StoredVisits, filled_in: Sequence[str]) -> tuple[PairClient, ...]:
    """Return clients with whom two careworkers seldom are together; providers with times by hand are left out."""
    if not LOGGED.issubset(sources_in(visits.fields)):
        return ()
    level: SqlLevel = PROVIDERS
    rows = visits.ask(sql_double_handed.clients_by_two(visits.relation, level), [list(filled_in)])
    return tuple(to_review(PairClient(row[0], str(row[1]), *row[2:]) for row in rows))
