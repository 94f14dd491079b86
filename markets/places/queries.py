"""The only reader of lists of places; every function takes the asker."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.measures.domain.travel import Point
from markets.models import PlaceList, VisitRun
from markets.permissions import can_read_options
from markets.places.domain.place_sources import PlaceKind
from markets.visits.domain.dataset_states import VisitRunState

# A run that reads a list that was sent: what it comes to is kept under the same id.
PLACES = "places"


def lists_for(context: Context | None) -> QuerySet[PlaceList]:
    rows = PlaceList.objects.all()
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def list_for(context: Context | None, place_list_id: UUID) -> PlaceList | None:
    return lists_for(context).filter(id=place_list_id).first()


def lists_that_hold(context: Context | None) -> dict[PlaceKind, PlaceList | None]:
    """Return by kind the list that holds, without its places."""
    kept = lists_for(context).filter(kept_at__isnull=False).defer("places").order_by("-kept_at", "id")
    return {kind: kept.filter(kind=kind).first() for kind in PlaceKind}


def runs_for(context: Context | None) -> QuerySet[VisitRun]:
    """Return what was sent to be read, newest first."""
    rows = VisitRun.objects.filter(kind=PLACES).select_related("received_by")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def runs_without_list(context: Context | None) -> QuerySet[VisitRun]:
    """Return what waits to be read, is being read, or could not be read."""
    return runs_for(context).exclude(state=VisitRunState.DONE)


def points_beyond(context: Context | None) -> tuple[dict[str, Point], str] | None:
    """Return where home-care locations near the area lie, by postcode, with the words that their list asks to be shown.

    None where no list of postcodes holds.
    """
    kept = lists_for(context).filter(kept_at__isnull=False, kind=PlaceKind.POSTCODES).order_by("-kept_at", "id")
    row = kept.defer("places").first()
    if row is None:
        return None
    return {postcode: (east, north) for postcode, east, north in row.beyond}, row.attribution
