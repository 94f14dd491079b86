"""Write the notices about meetings, in the same transaction as what they tell of."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.actions import task_queue
from engagement.meetings.domain.meetings import NoticeKind, reminded_at
from engagement.models import Booking, Notice, Slot
from register.queries import Participation

SEND_NOTICE = "engagement.tasks.send_notice"


def about(booking: Booking, slot: Slot, kind: NoticeKind, *, asked: Participation | None = None) -> None:
    """Write to both ends, with a reminder later unless the meeting is too near for one."""
    now = timezone.now()
    written = [_notice(booking, slot, kind, now, to_officer=end) for end in (False, True)]
    due = None if kind == NoticeKind.CANCELLED else reminded_at(slot.starts_at, now)
    if due:
        written += [_notice(booking, slot, NoticeKind.REMINDER, due, to_officer=end) for end in (False, True)]
    keep(written)


def moved(booking: Booking, *, before: Slot, after: Slot) -> None:
    """Write that a meeting was moved; an officer who no longer has it is told that it is off."""
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
    """Keep the notices, and nudge a worker for those that are due once they are committed."""
    for notice in Notice.objects.bulk_create(list(notices)):
        if notice.due_at <= timezone.now():
            task_queue.nudge_when_committed(SEND_NOTICE, notice.id)
