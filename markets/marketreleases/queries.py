"""Queries of a market's releases, of what they are made of, and of all that was ever published of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.marketreleases.domain.independent_figures import LEAVING, IndependentFigures, values_of
from markets.marketreleases.domain.market_chain import GENESIS, ChainFault, ChainRow, entry_from, market_faults
from markets.marketreleases.domain.market_gate import MarketLedger, market_ledger, market_values
from markets.models import MarketLedgerRow, MarketRelease, MarketWithdrawalNotice, VisitFigure, VisitRun
from markets.permissions import can_see_profile, holds_independent_visits
from markets.profiles.domain.figure_rows import FIELDS, FigureRow
from markets.profiles.queries import runs_for
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState
from register import queries as register
from reports.domain.release_states import APPROVED, ReleaseState
from reports.domain.sealed_ledger import SealedCell, SealedLedger

MADE_OF = ("provider", "own_zone")
APPROVED_STATES = sorted(state.value for state in APPROVED)


class MarketKeyMissing(RuntimeError):
    """The ledger's key is not set; digests under an empty key would be open to whoever can guess a value."""


def market_key() -> bytes:
    if not settings.LEDGER_KEY:
        raise MarketKeyMissing("LEDGER_KEY is not set: without it nothing can be released")
    return str(settings.LEDGER_KEY).encode()


def market_releases_for(context: Context | None) -> QuerySet[MarketRelease]:
    """Return the releases of the asker's market; for the council those that are out."""
    rows = MarketRelease.objects.select_related("authority", "drafted_by", "approved_by", "rejected_by", "withdrawn_by")
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
    out = approved_releases(context).select_related("run")
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
    faults = _faults(context.own_authority, rows, approved_releases(context))
    return [fault.words for fault in faults]


def approved_releases(context: Context) -> QuerySet[MarketRelease]:
    """Return what ever left the team: that it was withdrawn since changes nothing of what is known."""
    return market_releases_for(context).filter(state__in=APPROVED_STATES)


def _faults(authority_id: UUID, rows: Iterable[MarketLedgerRow], out: QuerySet[MarketRelease]) -> list[ChainFault]:
    chain = [ChainRow(row.content, row.previous_sha256, row.sha256, row.position) for row in rows]
    heads = list(out.order_by("approved_at", "number").values_list("ledger_after", flat=True))
    return market_faults(market_key(), str(authority_id), chain, heads)


def market_ledgers() -> Iterator[SealedLedger]:
    """Yield the ledger of every market with a row or a release that was approved, for the command that verifies."""
    out = MarketRelease.objects.filter(state__in=APPROVED_STATES).select_related("authority").defer("table")
    written = MarketLedgerRow.objects.select_related("authority").order_by("authority_id", "position")
    found = {one.authority_id: one.authority for one in out}
    found |= {row.authority_id: row.authority for row in written.distinct("authority_id")}
    for authority in sorted(found.values(), key=lambda one: (one.name, str(one.id))):
        rows = list(MarketLedgerRow.objects.filter(authority=authority).select_related("release").order_by("position"))
        cells = [SealedCell(row.release.number, row.column, row.measure) for row in rows]
        faults = _faults(authority.id, rows, out.filter(authority=authority))
        yield SealedLedger("market", authority.name, "figures of the market", str(authority.id), cells, faults)


def market_notices_for(context: Context | None) -> QuerySet[MarketWithdrawalNotice]:
    """Return what stands in the place of releases that were withdrawn, for those who could read them."""
    if context is None or not can_see_profile(context):
        return MarketWithdrawalNotice.objects.none()
    rows = MarketWithdrawalNotice.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority").order_by("-withdrawn_at")


def market_notice_for(context: Context | None, release_id: UUID) -> MarketWithdrawalNotice | None:
    """Return the notice that the asker reads in the place of a release; the team reads the release itself."""
    if holds_independent_visits(context):
        return None
    return market_notices_for(context).filter(release_id=release_id).first()


def names_that_may_not_go(context: Context) -> set[str]:
    """Return the names of the market's locations and providers: no zone that goes out may be called by one."""
    places = register.homecare_places(context.own_authority)
    return {name for place in places for name in (place.name, place.provider)}
