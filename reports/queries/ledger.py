"""Queries of the ledger of an exercise: what was ever published of it, and whether anybody has touched it since."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.domain.context import Context
from reports.domain.ledger import Ledger
from reports.domain.ledger_chain import (
    GENESIS,
    ChainRow,
    entry_from,
    faults_in,
)
from reports.domain.release_states import APPROVED
from reports.domain.released_table import printed, shown_figures
from reports.models import LedgerRow, Release
from reports.permissions import is_team


class LedgerKeyMissing(RuntimeError):
    """The ledger's key is not set; digests under an empty key would be open to whoever can guess a value."""


def ledger_key() -> bytes:
    if not settings.LEDGER_KEY:
        raise LedgerKeyMissing("LEDGER_KEY is not set: without it nothing can be released")
    return str(settings.LEDGER_KEY).encode()


def ledger_of(context: Context | None, exercise_id: UUID) -> Ledger:
    rows = _rows(context, exercise_id)
    return Ledger(str(exercise_id), ledger_key(), tuple(entry_from(row.content) for row in rows))


def ledger_head(context: Context | None, exercise_id: UUID) -> str:
    """Return the seal that the next row follows on."""
    last = _rows(context, exercise_id).last()
    return last.sha256 if last else GENESIS


def ledger_is_whole(context: Context | None, exercise_id: UUID) -> bool:
    return not ledger_faults(context, exercise_id)


def ledger_faults(context: Context | None, exercise_id: UUID) -> list[str]:
    """Return what is wrong with the chain, and where a release shows other figures than it was approved with."""
    rows, releases = list(_rows(context, exercise_id)), list(_releases_that_are_out(context, exercise_id))
    chain = (ChainRow(row.content, row.previous_sha256, row.sha256) for row in rows)
    heads = [release.ledger_after for release in releases]
    return [*faults_in(ledger_key(), str(exercise_id), chain, heads), *_tables_that_differ(rows, releases)]


def _tables_that_differ(rows: Iterable[LedgerRow], releases: Iterable[Release]) -> list[str]:
    entries = [entry_from(row.content) for row in rows]
    return [
        f"release {release.number} shows other figures than the ledger"
        for release in releases
        if release.for_publication
        and shown_figures(release.table)
        != {one.key: printed(one.figures) for one in entries if one.release == str(release.id)}
    ]


def _rows(context: Context | None, exercise_id: UUID) -> QuerySet[LedgerRow]:
    if context is None or not is_team(context):
        return LedgerRow.objects.none()
    rows = LedgerRow.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    return rows.order_by("position")


def _releases_that_are_out(context: Context | None, exercise_id: UUID) -> QuerySet[Release]:
    if context is None or not is_team(context):
        return Release.objects.none()
    rows = Release.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    return rows.filter(state__in=[state.value for state in APPROVED]).order_by("approved_at", "number")
