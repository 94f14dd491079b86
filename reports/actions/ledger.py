"""Add to the ledger what a release publishes."""

from collections.abc import Iterable

from accounts.domain.context import Context
from reports import queries
from reports.domain.ledger import LedgerEntry
from reports.domain.ledger_chain import chained
from reports.models import LedgerRow, Release


def write_ledger(by: Context, release: Release, entries: Iterable[LedgerEntry]) -> str:
    """Write the ledger rows of a release; return the seal of the last row, or the earlier one if nothing is added."""
    start = queries.ledger_of(by, release.exercise_id)
    links = chained(start.key, start.exercise, release.ledger_before, entries)
    rows = [
        LedgerRow(
            position=len(start.entries) + i,
            release=release,
            exercise_id=release.exercise_id,
            authority_id=release.authority_id,
            column=link.content["column"],
            measure=link.content["line"],
            dimension=link.content["dimension"],
            group=link.content["group"],
            figures=link.content["figures"],
            members=link.content["members"],
            policy_sha256=link.content["policy"],
            previous_sha256=link.previous,
            sha256=link.seal,
        )
        for i, link in enumerate(links, 1)
    ]
    LedgerRow.objects.bulk_create(rows)
    return rows[-1].sha256 if rows else release.ledger_before
