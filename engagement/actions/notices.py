"""Writing down what is to be sent about meetings, in the same transaction as what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from engagement.domain.meetings import NoticeKind, NoticeState, reminded_at
from engagement.models import Booking, Notice, Slot
from engagement.permissions import can_log
from submissions.queries import Asked

log = structlog.get_logger(__name__)

SEND_NOTICE = "engagement.tasks.send_notice"


def about(booking: Booking, slot: Slot, kind: NoticeKind, *, asked: Asked | None = None) -> None:
    """To both; with the reminder of what is ahead, unless that is too near for one."""
    now = timezone.now()
    written = [_notice(booking, slot, kind, now, to_officer=end) for end in (False, True)]
    due = None if kind == NoticeKind.CANCELLED else reminded_at(slot.starts_at, now)
    if due:
        written += [_notice(booking, slot, NoticeKind.REMINDER, due, to_officer=end) for end in (False, True)]
    keep(written)


def moved(booking: Booking, *, before: Slot, after: Slot) -> None:
    """An officer who had it and has it no longer is told that it is off."""
    about(booking, after, NoticeKind.MOVED)
    if before.officer_id != after.officer_id:
        keep([_notice(booking, before, NoticeKind.CANCELLED, timezone.now(), to_officer=True)])


def _notice(booking: Booking, slot: Slot, kind: NoticeKind, due_at: datetime, *, to_officer: bool) -> Notice:
    officer = slot.officer
    return Notice(
        key=f"{booking.id}:{booking.sequence}:{kind}:{slot.id}:{'officer' if to_officer else 'provider'}",
        exercise_id=booking.exercise_id,
        authority_id=booking.authority_id,
        provider_id=booking.provider_id,
        kind=kind,
        booking=booking,
        slot=slot,
        to_name=officer.full_name if to_officer else booking.name,
        to_email=officer.email if to_officer else booking.email,
        to_officer=to_officer,
        sequence=booking.sequence,
        due_at=due_at,
    )


def keep(notices: Iterable[Notice]) -> None:
    """And nudge a worker for those that are due, once it is committed."""
    rows = Notice.objects.bulk_create(list(notices))
    for notice in rows:
        if notice.due_at <= timezone.now():
            transaction.on_commit(partial(nudge, notice.id))


def nudge(notice_id: UUID) -> None:
    try:
        current_app.send_task(SEND_NOTICE, args=[str(notice_id)])
    except Exception:  # the row is the truth; the sweeper comes
        log.warning("no worker could be nudged; the sweeper will", notice=str(notice_id), exc_info=True)


@transaction.atomic
def decide(*, by: Context, notice_id: UUID, send_again: bool) -> Notice | None:
    """What to do with mail in doubt; None where there is none of theirs."""
    states = (NoticeState.IN_DOUBT, NoticeState.FAILED)
    notice = Notice.objects.filter(id=notice_id, state__in=states, authority_id=by.own_authority).first()
    if notice is None or not can_log(by):
        return None
    state = NoticeState.WAITING if send_again else NoticeState.DROPPED
    if not Notice.objects.filter(id=notice.id, state__in=states).update(state=state, tries=0, due_at=timezone.now()):
        return None
    verb = "sent a notice again" if send_again else "left a notice in doubt"
    audit.record(by=by, verb=verb, kind="notice", id=notice.id, exercise_id=notice.exercise_id)
    transaction.on_commit(partial(nudge, notice.id))
    notice.state = state.value
    return notice
