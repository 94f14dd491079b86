"""Queries of profiles: runs and their figures, by whose they are."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from accounts.domain.context import NOBODY, Context
from markets.models import Dataset, MarketTable, RateCard, VisitFigure, VisitRun
from markets.permissions import can_see_profile, holders_read
from markets.profiles.domain.figure_rows import FIELDS, FigureRow
from markets.visits.domain.dataset_states import DatasetState, FigureLevel, VisitHolder, VisitRunState
from register import queries as register
from register.queries import HomecarePlace

PROFILE = "profile"


def runs_for(context: Context | None) -> QuerySet[VisitRun]:
    """Return the profiles of the asker's authority, of the holders whose figures they read, the latest period first."""
    if context is None or not can_see_profile(context):
        return VisitRun.objects.none()
    rows = VisitRun.objects.filter(authority_id=context.own_authority, kind=PROFILE, holder__in=holders_read(context))
    return rows.select_related("authority", "received_by").order_by("-last_day", "-first_day", "-received_at")


def runs_that_show(context: Context | None, holder: VisitHolder) -> list[VisitRun]:
    """Return the runs of a holder that are done, one of a period: the one made last."""
    done = runs_for(context).filter(holder=holder, state=VisitRunState.DONE)
    latest: dict[tuple[object, object], VisitRun] = {}
    for run in done:
        latest.setdefault((run.first_day, run.last_day), run)
    return list(latest.values())


def run_for(context: Context | None, run_id: UUID) -> VisitRun | None:
    return runs_for(context).filter(id=run_id).first()


def own_runs(context: Context) -> QuerySet[VisitRun]:
    """Return the profiles that speak of the asker's provider, whoever holds its visits, the latest period first."""
    own = VisitFigure.objects.filter(provider_id=context.provider_id or NOBODY, level="provider").values("run_id")
    rows = VisitRun.objects.filter(kind=PROFILE, state=VisitRunState.DONE, id__in=own)
    return rows.select_related("authority").order_by("-last_day", "-received_at")


def figures_of(run_ids: Iterable[UUID], **which: object) -> dict[UUID, list[FigureRow]]:
    """Return the figures of some runs; those of a provider in a zone are for what may leave the team alone."""
    ids = list(run_ids)
    found: dict[UUID, list[FigureRow]] = {run_id: [] for run_id in ids}
    rows = VisitFigure.objects.filter(run_id__in=ids, **which).exclude(level=FigureLevel.OWN_ZONE)
    for run_id, *cells in rows.values_list("run_id", *FIELDS):
        found[run_id].append(FigureRow(*cells))
    return found


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Return the names of locations by the refs of figures; what is no location of the register keeps its own."""
    known = {str(pk): one.name for pk, one in register.places_by_id(_ids(refs)).items()}
    return {ref: known.get(ref, ref) for ref in refs}


def location_of(ref: str) -> HomecarePlace | None:
    return next(iter(register.places_by_id(_ids([ref])).values()), None)


def _ids(refs: Iterable[str]) -> list[UUID]:
    found = []
    for ref in refs:
        try:
            found.append(UUID(ref))
        except ValueError:
            continue
    return found


def span_of(authority_id: UUID, holder: VisitHolder) -> tuple[date, date] | None:
    """Return the first and the last day of what is held, as far as the asker may know; None where nothing is."""
    rows = Dataset.objects.filter(authority_id=authority_id, holder=holder, state=DatasetState.TAKEN_IN)
    ends = rows.aggregate(first=Min("first_day"), last=Max("last_day"))
    return (ends["first"], ends["last"]) if ends["first"] and ends["last"] else None


def runs_under_way(context: Context | None, holder: VisitHolder) -> list[VisitRun]:
    """Return the runs of a holder that wait, failed or found nothing, the latest first."""
    rows = runs_for(context).filter(holder=holder).exclude(state=VisitRunState.DONE)
    return list(rows.order_by("-received_at")[:MOST_WAITING])


MOST_WAITING = 5


def parts_there(context: Context | None) -> tuple[frozenset[str], bool]:
    """Return the kinds of small tables that hold in the asker's authority, and whether it has a rate card."""
    if context is None or not can_see_profile(context):
        return frozenset(), False
    tables = MarketTable.objects.filter(authority_id=context.own_authority, kept_at__isnull=False)
    cards = RateCard.objects.filter(authority_id=context.own_authority)
    return frozenset(tables.values_list("kind", flat=True).distinct()), cards.exists()
