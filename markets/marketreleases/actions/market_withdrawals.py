"""Withdraw a market's release: the council no longer reads its figures, and nothing of it is given back.

The ledger stands, and what it holds counts for ever: whoever has read the figures knows them.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.marketreleases.actions.market_releases import KIND, held_release
from markets.models import MarketRelease, MarketWithdrawalNotice
from markets.permissions import why_not_withdraw_market
from reports.domain.release_states import ReleaseState
from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason, reason_known_as

NO_REASON = Refusal("Choose from the list why it is withdrawn.")


@transaction.atomic
def withdraw(*, by: Context, release_id: UUID, because: str, note: str) -> MarketRelease | Refusal | None:
    """Withdraw a release that is out, as somebody who did not draft it; None if it is not the asker's to decide.

    ``because`` is a ``WithdrawalReason``, which the council reads; the ``note`` is the team's own.
    """
    row = held_release(by, release_id)
    if row is None:
        return None
    if words := why_not_withdraw_market(by, row):
        return Refusal(words)
    reason, said = reason_known_as(because), note.strip()
    if reason is None:
        return NO_REASON
    if not said or len(said) > LONGEST_NOTE:
        return Refusal(f"Say in up to {LONGEST_NOTE} characters what happened.")
    return _withdrawn(by, row, reason, said)


def _withdrawn(by: Context, row: MarketRelease, reason: WithdrawalReason, note: str) -> MarketRelease:
    now = timezone.now()
    row.state, row.withdrawn_because, row.withdrawal_note = ReleaseState.WITHDRAWN.value, reason.value, note
    row.withdrawn_by_id, row.withdrawn_at = by.person_id, now
    row.save(update_fields=["state", "withdrawn_because", "withdrawal_note", "withdrawn_by", "withdrawn_at"])
    MarketWithdrawalNotice.objects.create(
        release=row,
        authority_id=row.authority_id,
        number=row.number,
        first_day=row.first_day,
        last_day=row.last_day,
        because=reason.value,
        released_at=row.approved_at or now,
        withdrawn_at=now,
    )
    words = f"Market release {row.number}: {reason.label.lower()}"
    audit.record_on(row, by=by, verb="withdrew a market release", kind=KIND, words=words)
    return row
