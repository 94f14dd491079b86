"""Send, keep and throw away a small table of a market: what was sent is looked at before it holds."""

import hashlib
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import MarketTable
from markets.permissions import can_look_after_tables
from markets.tables.domain.table_changes import without_repeats
from markets.tables.domain.table_providers import known_words, with_locations, without_references
from markets.tables.domain.table_reader import ReadMarketTable
from markets.tables.queries import known_locations, tables_for

KIND = "market table"
FAULTS_KEPT, UNKNOWN_KEPT, MOST_TABLES = 100, 100, 200
CROWDED = Refusal(f"There are {MOST_TABLES} tables already. Throw away those that you need no longer.")
NOTHING = Refusal("No row of it could be used.")
HOLDS = Refusal("It is kept already.")


@transaction.atomic
def send(
    *, by: Context, read: ReadMarketTable, data: bytes, file_name: str, key: UUID | None = None
) -> MarketTable | Refusal | None:
    """Take a table to be looked at; clients become pseudonyms here, and providers locations of the register."""
    if not can_look_after_tables(by):
        return None
    if found := made_before(tables_for(by), key):
        return found
    if not read.rows:
        return NOTHING
    if tables_for(by).count() >= MOST_TABLES:
        return CROWDED
    words = known_words(known_locations(by.own_authority))
    rows, unknown = with_locations(read.kind, read.rows, words)
    rows = without_references(rows, str(by.own_authority), settings.LEDGER_KEY.encode())
    made = MarketTable.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        kind=read.kind.value,
        file_name=file_name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        rows=(once := without_repeats(read.kind, rows)),
        count=len(once),
        faulty=read.faulty,
        faults=[fault.message for fault in read.faults[:FAULTS_KEPT]],
        unread=[head[:100] for head in read.unread[:UNKNOWN_KEPT]],
        unknown=unknown[:UNKNOWN_KEPT],
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="sent a table of the market", kind=KIND, words=read.kind.label)
    return made


@transaction.atomic
def keep(*, by: Context, table_id: UUID) -> MarketTable | Refusal | None:
    """Let a table hold from now on; the one before it is kept with its dates."""
    row = _own(by, table_id)
    if row is None:
        return None
    if row.kept_at is not None:
        return HOLDS
    row.kept_at = timezone.now()
    row.save(update_fields=["kept_at"])
    audit.record_on(row, by=by, verb="kept a table of the market", kind=KIND, words=row.get_kind_display())
    return row


@transaction.atomic
def throw_away(*, by: Context, table_id: UUID) -> str | None:
    """Delete a table; the one before it holds again if it was the one that held."""
    row = _own(by, table_id)
    if row is None:
        return None
    audit.record_on(row, by=by, verb="threw a table of the market away", kind=KIND, words=row.get_kind_display())
    row.delete()
    return str(row.get_kind_display())


def _own(by: Context, table_id: UUID) -> MarketTable | None:
    take_turn(f"market tables {by.authority_id}")
    return tables_for(by).defer("rows").filter(id=table_id).first()
