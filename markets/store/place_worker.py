"""What a worker does with a list of places that was sent: reads it, and leaves it to be looked at.

What was read and the state are written at once: a worker that is killed leaves nothing, and the next begins anew.
"""

from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import encryption
from markets.models import PlaceFilePart, PlaceList, VisitRun
from markets.places.actions.place_lists import READ_PLACES
from markets.places.domain.place_layouts import UnreadablePlaces
from markets.places.domain.place_sources import PlaceKind
from markets.places.domain.postal_places import PostalPlaces, postal_places
from markets.places.queries import PLACES
from markets.store.claimed_runs import ClaimedRuns
from markets.store.dataset_folders import work_folder
from markets.store.place_reader import FoundPlaces, read_places
from markets.visits.domain.dataset_states import VisitRunState
from register.queries import postcodes_elsewhere, postcodes_of_homecare

TIME_LIMIT = 600
FAILED = "The list could not be read. Send it again; if it fails again, tell the independent team."
RUNS = ClaimedRuns(PLACES, READ_PLACES, TIME_LIMIT, FAILED)
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)


def process(run_id: UUID) -> None:
    """Read a list; nothing to do if another worker is at it, or it is over."""
    RUNS.process(run_id, _read)


def sweep() -> int:
    """Nudge for lists that wait, or whose worker is gone; delete the files of those that are over."""
    nudged = RUNS.sweep()
    PlaceFilePart.objects.exclude(run__state__in=UNDER_WAY).delete()
    return nudged


def _read(run: VisitRun) -> None:
    def report(done: int) -> None:
        if done >= run.progress + 2:
            RUNS.rows.update(run, progress=done)
            run.progress = done

    with work_folder() as folder:
        try:
            found = read_places(
                _file_of(run, folder), run.asked["area"], postcodes_of_homecare(run.authority_id), report,
                postcodes_elsewhere(run.authority_id),
            )  # fmt: skip
        except UnreadablePlaces as trouble:
            _over(run, VisitRunState.STOPPED, words=str(trouble))
            return
    _keep(run, found)


def _file_of(run: VisitRun, folder: Path) -> Path:
    path = folder / "places"
    with path.open("wb") as file:
        for number in range(PlaceFilePart.objects.filter(run_id=run.id).count()):
            file.write(encryption.unseal(PlaceFilePart.objects.get(run_id=run.id, number=number).sealed))
    return path


@transaction.atomic
def _keep(run: VisitRun, found: FoundPlaces) -> None:
    _over(run, VisitRunState.DONE)
    row = list_of(found, run.asked["file_name"], run.asked["sha256"])
    row.id, row.authority_id = run.id, run.authority_id
    row.save(force_insert=True)


@transaction.atomic
def _over(run: VisitRun, state: VisitRunState, **values: object) -> None:
    RUNS.over(run, state, **values)
    PlaceFilePart.objects.filter(run_id=run.id).delete()


def list_of(found: FoundPlaces, file_name: str, digest: str) -> PlaceList:
    """Return what was read as a row that belongs to nobody yet."""
    now = timezone.now()
    return PlaceList(
        kind=found.source.kind, source=found.source, file_name=file_name, sha256=digest, area=found.area,
        attribution=found.source.attribution(file_name, now.year), places=found.places, beyond=found.beyond,
        rows=found.rows, made_at=now,
        **found.fates,
    )  # fmt: skip


def places_of(authority_id: UUID) -> PostalPlaces:
    """Return what the lists that hold in an authority say; nothing where none does."""
    kept = PlaceList.objects.filter(authority_id=authority_id, kept_at__isnull=False).order_by("-kept_at", "id")
    postcodes, classes = kept.filter(kind=PlaceKind.POSTCODES).first(), kept.filter(kind=PlaceKind.CLASSES).first()
    used = [row.attribution for row in (postcodes, classes) if row is not None]
    return postal_places(postcodes.places if postcodes else (), classes.places if classes else (), used)
