"""Withdraw a release: others no longer read its figures, and nothing of it is given back.

The ledger stands and the figures stay fixed: whoever has read them knows them. The release before it does not come
back by itself; what shall stand instead is a new release.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.task_queue import nudge_when_committed
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions.exercise_lock import take_turn
from reports.actions.release_mails import TELL_OF_WITHDRAWAL
from reports.domain.release_states import ReleaseState
from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason, reason_known_as
from reports.models import Release, WithdrawalNotice
from reports.permissions import can_decide, why_not_withdraw


@transaction.atomic
def withdraw(*, by: Context, release_id: UUID, because: str, note: str) -> Release | Refusal | None:
    """Withdraw a release that is out; None if it is not the asker's to decide.

    ``because`` is a ``WithdrawalReason``, which everybody reads; the ``note`` is the team's own.
    """
    found = queries.release_for(by, release_id)
    if found is None or not can_decide(by, found):
        return None
    take_turn(found.exercise_id)
    release, reason = queries.release_for(by, release_id), reason_known_as(because)
    words = why_not_withdraw(by, release) if release else ""
    if release is None or words:
        return Refusal(words) if words else None
    if reason is None:
        return Refusal("Choose from the list why it is withdrawn.")
    if not note.strip() or len(note.strip()) > LONGEST_NOTE:
        return Refusal(f"Say in up to {LONGEST_NOTE} characters what happened.")
    return _withdrawn(by, release, reason, note.strip())


def _withdrawn(by: Context, release: Release, reason: WithdrawalReason, note: str) -> Release:
    was_standing, now = release.state == ReleaseState.RELEASED, timezone.now()
    release.state, release.withdrawn_because, release.withdrawal_note = ReleaseState.WITHDRAWN.value, reason.value, note
    release.withdrawn_by_id, release.withdrawn_at = by.person_id, now
    release.save(update_fields=["state", "withdrawn_because", "withdrawal_note", "withdrawn_by", "withdrawn_at"])
    if release.for_publication:
        _keep_notice(release, was_standing, now)
        nudge_when_committed(TELL_OF_WITHDRAWAL, release.id)
    _record(by, release, reason)
    return release


def _record(by: Context, release: Release, reason: WithdrawalReason) -> None:
    words = f"Release {release.number} of {release.exercise.name}: {reason.label.lower()}"
    audit.record(
        by=by,
        verb="withdrew a release",
        kind="release",
        id=release.id,
        words=words,
        exercise_id=release.exercise_id,
    )


def _keep_notice(release: Release, was_standing: bool, at: datetime) -> None:
    WithdrawalNotice.objects.create(
        release=release,
        exercise_id=release.exercise_id,
        authority_id=release.authority_id,
        number=release.number,
        because=release.withdrawn_because,
        was_standing=was_standing,
        released_at=release.approved_at or at,
        withdrawn_at=at,
    )
