"""The queue that every mail takes: a row is claimed and committed before it is handed over, and then keeps the result.

The row may be of any table with ``state``, ``due_at``, ``tries``, ``claimed_at``, ``sent_at``, ``ended_at``, ``why``.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

import structlog
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions.mail_backends import DeliveryAttempt, MailBackend, OutgoingMail
from accounts.domain.delivery import (
    CUT_OFF,
    MOST_TRIES,
    UNCERTAIN,
    Decision,
    Delivery,
    MailState,
    minutes_until_next_try,
)
from accounts.domain.message_ids import domain_of, message_id_of

log = structlog.get_logger(__name__)
Row = TypeVar("Row", bound=models.Model)
# What finds the next due row of some, by now.
NextDue: TypeAlias = Callable[[datetime], Iterable[Row]]
BATCH_SECONDS = 30
S = MailState


def due(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return the waiting rows that are due now, for the first time or for a retry."""
    return _due_by(rows, timezone.now())


def _due_by(rows: QuerySet[Row], now: datetime) -> QuerySet[Row]:
    return rows.filter(Q(due_at__isnull=True) | Q(due_at__lte=now), state=S.WAITING)


def next_due(rows: QuerySet[Row], now: datetime) -> QuerySet[Row]:
    """Return, locked, the row of those due by ``now`` whose turn is next, and that no other worker holds."""
    locked = _due_by(rows, now).select_for_update(skip_locked=True, of=("self",))
    return locked.order_by("tries", "due_at", "id")[:1]


@transaction.atomic
def claim(rows: QuerySet[Row] | NextDue[Row]) -> Row | None:
    """Claim and return the next due row that no other worker holds; None if there is none."""
    now = timezone.now()
    row = next(iter(rows(now) if callable(rows) else next_due(rows, now)), None)
    if row is not None:
        hold(row)
    return row


def hold(row: Any, **values: object) -> None:
    """Mark the row as claimed now. The time of the claim tells this worker's claim from another's."""
    values |= {"state": S.CLAIMED, "claimed_at": timezone.now(), "why": ""}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def send_some(
    rows: QuerySet[Row] | NextDue[Row],
    compose: Callable[[Row], OutgoingMail | None],
    post: MailBackend,
    most: int,
    **if_sent: object,
) -> int:
    """Send up to ``most`` due rows and return how many were tried.

    ``compose`` returns the mail of a row, or None if it is no longer wanted. ``if_sent`` are values for rows that were
    sent.
    """
    until = time.monotonic() + BATCH_SECONDS
    for count in range(most):
        row = claim(rows) if time.monotonic() < until else None
        if row is None:
            return count
        posted = _posted(row, compose, post)
        if posted is None:
            end(row, S.STOPPED)
        elif write_down(row, posted, **if_sent) and posted.is_down:
            return count + 1
    return most


def _posted(row: Row, compose: Callable[[Row], OutgoingMail | None], post: MailBackend) -> DeliveryAttempt | None:
    try:
        outgoing = compose(row)
    except Exception:  # a bug of ours in one mail keeps no other from going out, and nothing was handed over
        log.exception("a mail could not be written", mail=str(row.pk))
        return DeliveryAttempt(Delivery.LATER, "The portal could not write it.")
    return post.send(outgoing) if outgoing else None


def write_down(row: Any, posted: DeliveryAttempt, **if_sent: object) -> bool:
    """Keep the result of an attempt; return False if a person has decided on the row meanwhile."""
    tries = row.tries + (not posted.is_down)
    values = {"tries": tries, "why": posted.words, **_what_came_of(posted, tries)}
    if posted.delivery is Delivery.ACCEPTED:
        values |= {"sent_at": timezone.now(), **if_sent}
    if posted.put_back_since:
        _put_back(row, posted.put_back_since)
    return mine(row).update(**values) == 1


def _put_back(row: Any, since: datetime) -> None:
    """Let rows wait again that failed since then, in a stretch of refusals that was nobody's fault."""
    failed = _table(row).filter(state=S.FAILED, decided_by=None, ended_at__gte=since)
    failed.update(state=S.WAITING, tries=0, due_at=timezone.now(), ended_at=None)


def _what_came_of(posted: DeliveryAttempt, tries: int) -> dict[str, object]:
    now = timezone.now()
    if posted.delivery in (Delivery.LATER, Delivery.NOT_TAKEN) and tries < MOST_TRIES:
        minutes = 1 if posted.is_down else minutes_until_next_try(tries)
        return {"state": S.WAITING, "due_at": now + timedelta(minutes=minutes)}
    ends = {Delivery.ACCEPTED: S.SENT, Delivery.DOUBT: S.IN_DOUBT}
    return {"state": ends.get(posted.delivery, S.FAILED), "ended_at": now}


def end(row: Any, state: MailState, why: str = "") -> bool:
    return mine(row).update(state=state, why=why, ended_at=timezone.now()) == 1


def mine(row: Any) -> QuerySet[Any]:
    """Return the row if this worker's claim still stands, even if it has been marked as in doubt meanwhile."""
    held = _table(row).filter(id=row.id, claimed_at=row.claimed_at)
    return held.filter(state__in=[S.CLAIMED, S.IN_DOUBT])


def _table(row: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = type(row)._default_manager.all()
    return rows


def doubt(rows: QuerySet[Any]) -> int:
    """Mark rows whose worker died while sending as in doubt: nobody knows whether their mail went out.

    Return how many.
    """
    stale = timezone.now() - timedelta(seconds=settings.MESSAGE_CLAIM_SECONDS)
    lost = rows.filter(state=S.CLAIMED, claimed_at__lt=stale)
    return lost.update(state=S.IN_DOUBT, why=CUT_OFF, ended_at=timezone.now())


def decide(row: Any, decision: Decision, *, of: Iterable[MailState] = UNCERTAIN, **values: Any) -> bool:
    """Apply a person's decision on a mail in doubt; return False if somebody has decided already.

    A mail that is sent again keeps its Message-ID, by which many mail programs recognise a duplicate.
    """
    now = timezone.now()
    said: dict[Decision, dict[str, object]] = {
        Decision.SENT: {"state": S.SENT, "sent_at": row.claimed_at or now, "why": "", "ended_at": now},
        Decision.LOST: {"state": S.STOPPED, "ended_at": now},
        Decision.AGAIN: {"state": S.WAITING, "tries": 0, "due_at": now, "why": "", "ended_at": None},
    }
    uncertain = _table(row).filter(id=row.id, state__in=of)
    return uncertain.update(**{**said[decision], **values}) == 1


def message_id(mail: UUID) -> str:
    return message_id_of(mail, domain_of(settings.DEFAULT_FROM_EMAIL))
