"""Queries of the small tables of a market: those of the authority whose visits the asker looks after."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import MarketTable
from markets.permissions import can_look_after_tables
from markets.tables.domain.table_kinds import MarketTableKind
from register import queries as register

# Rows of thousands of packages are read where they are looked at alone.
ALL_BUT_ROWS = ("rows",)


def tables_for(context: Context | None) -> QuerySet[MarketTable]:
    """Return the tables of the authority, the latest first."""
    if context is None or not can_look_after_tables(context):
        return MarketTable.objects.none()
    return MarketTable.objects.filter(authority_id=context.own_authority).select_related("made_by", "authority")


def table_for(context: Context | None, table_id: UUID) -> MarketTable | None:
    return tables_for(context).filter(id=table_id).first()


def holding(context: Context | None) -> dict[MarketTableKind, MarketTable]:
    """Return the table of each kind that holds, without its rows."""
    kept = tables_for(context).filter(kept_at__isnull=False).order_by("kind", "-kept_at").distinct("kind")
    return {MarketTableKind(row.kind): row for row in kept.defer(*ALL_BUT_ROWS)}


def held_before(table: MarketTable) -> MarketTable | None:
    """Return the table that holds, or held until this one was kept."""
    earlier = MarketTable.objects.filter(authority_id=table.authority_id, kind=table.kind, kept_at__isnull=False)
    if table.kept_at is not None:
        earlier = earlier.filter(kept_at__lt=table.kept_at)
    return earlier.order_by("-kept_at").first()


def rows_that_hold(authority_id: UUID) -> dict[MarketTableKind, tuple[str, list[dict[str, object]]]]:
    """Return digest and rows of each kind that holds, for a run."""
    kept = MarketTable.objects.filter(authority_id=authority_id, kept_at__isnull=False)
    latest = kept.order_by("kind", "-kept_at").distinct("kind").values_list("kind", "sha256", "rows")
    return {MarketTableKind(kind): (sha256, rows) for kind, sha256, rows in latest}


def known_locations(authority_id: UUID) -> list[tuple[str, str, str, str]]:
    """Return the home-care locations of an authority: id, CQC id, name and provider's name."""
    return [(str(one.id), one.cqc_id, one.name, one.provider) for one in register.homecare_places(authority_id)]
