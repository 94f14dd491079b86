"""Queries of a market's releases, of what they are made of, and of all that was ever published of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.marketreleases.domain.independent_figures import LEAVING, IndependentFigures, values_of
from markets.marketreleases.domain.market_chain import GENESIS, ChainRow, entry_from, market_faults
from markets.marketreleases.domain.market_gate import MarketLedger, market_ledger, market_values
from markets.models import MarketLedgerRow, MarketRelease, VisitFigure, VisitRun
from markets.permissions import can_see_profile, holds_independent_visits
from markets.profiles.domain.figure_rows import FIELDS, FigureRow
from markets.profiles.queries import runs_for
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState
from register import queries as register
from reports.domain.release_states import ReleaseState

MADE_OF = ("provider", "own_zone")


class MarketKeyMissing(RuntimeError):
    """The ledger's key is not set; digests under an empty key would be open to whoever can guess a value."""


def market_key() -> bytes:
    if not settings.LEDGER_KEY:
        raise MarketKeyMissing("LEDGER_KEY is not set: without it nothing can be released")
    return str(settings.LEDGER_KEY).encode()


def market_releases_for(context: Context | None) -> QuerySet[MarketRelease]:
    """Return the releases of the asker's market; for the council those that are out."""
    rows = MarketRelease.objects.select_related("authority", "drafted_by", "approved_by", "rejected_by")
    if context is None or not can_see_profile(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows if holds_independent_visits(context) else rows.filter(state=ReleaseState.RELEASED)


def market_release_for(context: Context | None, release_id: UUID) -> MarketRelease | None:
    return market_releases_for(context).filter(id=release_id).first()


def reasons_of(context: Context | None, release: MarketRelease) -> Mapping[str, Mapping[str, str]]:
    """Return why cells are hidden, for the team; nothing for anybody else."""
    if not holds_independent_visits(context):
        return {}
    reasons: Mapping[str, Mapping[str, str]] = release.review.reasons
    return reasons


def runs_to_release(context: Context | None) -> QuerySet[VisitRun]:
    """Return the profiles of what providers gave to the team that are done."""
    if not holds_independent_visits(context):
        return VisitRun.objects.none()
    return runs_for(context).filter(holder=VisitHolder.INDEPENDENT, state=VisitRunState.DONE)


def independent_figures(context: Context | None, run: VisitRun) -> IndependentFigures | None:
    """Return what the gate reads of a run, for the team alone; None for anybody else."""
    if not holds_independent_visits(context) or run.first_day is None or run.last_day is None:
        return None
    owners = {str(one.id): str(one.owner_id) for one in register.homecare_places(run.authority_id)}
    return IndependentFigures(run.first_day, run.last_day, values=values_of(_rows_of(run)), owners=owners)


def _rows_of(run: VisitRun) -> list[FigureRow]:
    rows = VisitFigure.objects.filter(run=run, level__in=MADE_OF, measure__in=LEAVING)
    return [FigureRow(*cells) for cells in rows.values_list(*FIELDS)]


def ledger_rows(context: Context | None) -> list[MarketLedgerRow]:
    if context is None or not holds_independent_visits(context):
        return []
    return list(MarketLedgerRow.objects.filter(authority_id=context.own_authority).order_by("position"))


def ledger_of_market(context: Context, rows: Sequence[MarketLedgerRow]) -> MarketLedger:
    """Return all that was ever published of the asker's market, with the values behind it as far as they are held."""
    values = {}
    out = market_releases_for(context).filter(state=ReleaseState.RELEASED).select_related("run")
    for release in out:
        figures = independent_figures(context, release.run)
        if figures is not None:
            values[str(release.id)] = market_values(figures)
    entries = [entry_from(row.content) for row in rows]
    return market_ledger(str(context.own_authority), market_key(), entries, values)


def head_of(rows: Sequence[MarketLedgerRow]) -> str:
    """Return the seal that the next row follows on."""
    return rows[-1].sha256 if rows else GENESIS


def faults_of_market(context: Context, rows: Sequence[MarketLedgerRow]) -> list[str]:
    """Return what is wrong with the market's ledger, in words."""
    out = market_releases_for(context).filter(state=ReleaseState.RELEASED).order_by("approved_at", "number")
    chain = [ChainRow(row.content, row.previous_sha256, row.sha256, row.position) for row in rows]
    heads = list(out.values_list("ledger_after", flat=True))
    return market_faults(market_key(), str(context.own_authority), chain, heads)


def names_that_may_not_go(context: Context) -> set[str]:
    """Return the names of the market's locations and providers: no zone that goes out may be called by one."""
    places = register.homecare_places(context.own_authority)
    return {name for place in places for name in (place.name, place.provider)}
