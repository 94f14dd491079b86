"""What a worker does to find the ground of zones: clients with their places out of the visits, counted into units.

The ground and the state are written at once: a worker that is killed leaves nothing, and the next begins anew.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from markets.measures.domain.travel import point_of
from markets.models import Dataset, VisitRun
from markets.places.domain.postal_places import PostalPlaces
from markets.store.claimed_runs import ClaimedRuns
from markets.store.dataset_folders import work_folder
from markets.store.dataset_reader import opened
from markets.store.engine import Connection, ask
from markets.store.place_worker import places_of
from markets.visits.domain.dataset_states import DatasetState, VisitRunState
from markets.zones.actions.grounds import FIND_GROUND, GroundRows, keep_ground
from markets.zones.domain.stored_ground import ground_digest, ground_rows, today_plan
from markets.zones.domain.units import PlacedClient, square_of, units_of
from markets.zones.queries import ZONES

TIME_LIMIT = 600
AN_HOUR, A_WEEK = 3_600, 7
NOTHING_HELD = "No visits are held."
NO_PLACES = "No visit says where it is: its file has neither a place nor a zone by grid reference."
FAILED = "The ground could not be found. Ask for it again; if it fails again, tell the independent team."
RUNS = ClaimedRuns(ZONES, FIND_GROUND, TIME_LIMIT, FAILED)
# A client's place, class and zone are those that most of their visits say; references stay in the store.
CLIENTS = """
    SELECT provider_ref, mode(place_ref), mode(ruc), mode(zone_key), CAST(sum(planned_seconds) AS BIGINT),
        max(carers_planned), min(local_day), max(local_day)
    FROM visits WHERE planned_seconds IS NOT NULL GROUP BY provider_ref, client_ref ORDER BY ALL
"""


def process(run_id: UUID) -> None:
    """Find the ground; nothing to do if another worker is at it, or it is over."""
    RUNS.process(run_id, _find)


def sweep() -> int:
    """Nudge for runs that wait, or whose worker is gone; those that wore out three workers fail."""
    return RUNS.sweep()


def _find(run: VisitRun) -> None:
    held = Dataset.objects.filter(authority_id=run.authority_id, holder=run.holder, state=DatasetState.TAKEN_IN)
    datasets = list(held.order_by("first_day", "id"))
    if not datasets:
        RUNS.over(run, VisitRunState.STOPPED, words=NOTHING_HELD)
        return
    with work_folder() as spill, opened(datasets, spill) as connection:
        found = placed(connection, places_of(run.authority_id))
    if not found.clients:
        RUNS.over(run, VisitRunState.STOPPED, words=NO_PLACES)
        return
    _keep(run, datasets, found)


class FoundGround:
    """Clients with the zone of each, how many have no place, the days that were looked at, and by whose lists."""

    def __init__(
        self, clients: list[PlacedClient], zones: list[str], without: int, days: tuple[int, int], sources: list[str]
    ) -> None:
        self.clients, self.zones, self.without, self.days, self.sources = clients, zones, without, days, sources


def placed(connection: Connection, known: PostalPlaces) -> FoundGround:
    """Return the clients of the visits with their places and hours a week; who has no place is counted.

    Who lives in an LSOA is placed in its middle, and who has no class has that of the place, where lists say so.
    """
    rows = ask(connection, CLIENTS)
    first, last = min((row[6] for row in rows), default=0), max((row[7] for row in rows), default=0)
    weeks = max(1, -(-(last - first + 1) // A_WEEK))
    clients, zones, without, looked_up = [], [], 0, False
    for provider, place, ruc, zone, seconds, careworkers, *_ in rows:
        said = point_of(place or "")
        point = said or known.middle_of(place or "")
        if point is None:
            without += 1
            continue
        found = ruc or known.class_of(place or "", point)
        looked_up = looked_up or said is None or found != (ruc or "")
        clients.append(PlacedClient(point, found, seconds / AN_HOUR / weeks, provider, (careworkers or 1) > 1))
        zones.append(zone or "")
    return FoundGround(clients, zones, without, (first, last), list(known.attributions) if looked_up else [])


@transaction.atomic
def _keep(run: VisitRun, datasets: list[Dataset], found: FoundGround) -> None:
    units = units_of(found.clients, {})
    said = ((square_of(one.place), zone, one.hours) for one, zone in zip(found.clients, found.zones, strict=True))
    rows, today = ground_rows(units), [list(pair) for pair in today_plan(units, said).zone_of]
    digest = ground_digest(rows, today)
    RUNS.over(run, VisitRunState.DONE, digest=digest, datasets=[str(one.id) for one in datasets])
    first, last = (date.fromordinal(date(1970, 1, 1).toordinal() + day) for day in found.days)
    kept = GroundRows(rows, today, digest, (first, last), found.without, _sources(datasets, found))
    keep_ground(run.authority_id, kept, run.id)


def _sources(datasets: list[Dataset], found: FoundGround) -> list[str]:
    """Return the words that licences ask for: of lists that placed clients here, or when their visits were taken in."""
    notes = (note.get("attribution", "") for dataset in datasets for note in dataset.findings)
    return list(dict.fromkeys([*found.sources, *(words for words in notes if words)]))
