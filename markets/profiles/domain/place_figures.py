"""Figures of a profile that come from rounds and places: travel, waiting, carbon, and how near clients live.

Rounds are of what providers gave to the independent team alone: the council's own files may hold careworkers, and the
room does not build rounds of them.
"""

from collections.abc import Iterator

from markets.measures.domain import sql_double_handed, sql_rounds
from markets.measures.domain.catalogue import sources_in
from markets.measures.domain.double_density import DoubleHandedClient, double_density
from markets.measures.domain.figures import AnyFigure
from markets.measures.domain.sql_care import MARKET, OWN_ZONES, PROVIDERS, ZONES, SqlLevel
from markets.measures.domain.stored_measures import StoredVisits
from markets.measures.domain.travel import JourneyEstimate, estimated, miles_carbon, point_of, travel_est, waiting_est
from markets.profiles.domain.figure_rows import FigureRow, rows_of
from markets.profiles.domain.profile_inputs import ProfileInputs

NEEDS = frozenset({"place_ref", "carer_ref"})


def place_rows(visits: StoredVisits, inputs: ProfileInputs) -> Iterator[FigureRow]:
    if not visits.with_rounds or not NEEDS.issubset(visits.fields):
        return
    for level in (MARKET, PROVIDERS, ZONES, *([OWN_ZONES] if inputs.is_independent else [])):
        people = {row[0]: row[4] for row in visits.ask(sql_rounds.contact_share(visits.relation, level), [[]])}
        found = journeys_of(visits, level)
        for ref, own in sorted(found.items()):
            yield from rows_of(_of_journeys(own, people.get(ref, 0), inputs), level.key, ref)


def density_rows(visits: StoredVisits) -> Iterator[FigureRow]:
    """Yield how near double-handed clients live, of the market and each zone, whoever holds the visits.

    It asks where clients live, and of no careworker: no round is built for it.
    """
    if "place_ref" not in visits.fields or "double_handed" not in sources_in(visits.fields):
        return
    clients = _clients(visits)
    if clients:
        yield from rows_of({"double_density": double_density(clients)}, "market")
    for zone in sorted({each.zone for each in clients if each.zone}):
        own = [each for each in clients if each.zone == zone]
        yield from rows_of({"double_density": double_density(own)}, "zone", zone)


def _of_journeys(own: list[JourneyEstimate], careworkers: int, inputs: ProfileInputs) -> dict[str, AnyFigure]:
    return {
        "travel_est": travel_est(own, careworkers),
        "waiting_est": waiting_est(own, careworkers),
        "miles_carbon": miles_carbon(own, careworkers, inputs.kg_a_mile),
    }


def journeys_of(visits: StoredVisits, level: SqlLevel) -> dict[str, list[JourneyEstimate]]:
    found: dict[str, list[JourneyEstimate]] = {}
    for ref, zone, ruc, squared, gap, times in visits.ask(sql_rounds.journeys(visits.relation, level), [[]]):
        found.setdefault(ref, []).append(estimated(zone, ruc, squared, gap, times))
    return found


def _clients(visits: StoredVisits) -> list[DoubleHandedClient]:
    rows = visits.ask(sql_double_handed.clients_of_two(visits.relation, MARKET), [[]])
    places = ((provider, zone, point_of(place or "")) for provider, zone, place in rows)
    return [DoubleHandedClient(provider, zone, point) for provider, zone, point in places if point is not None]
