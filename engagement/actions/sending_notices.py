"""Sending what was written about meetings: claimed first, sent once, and in doubt where it was cut off."""

import smtplib
import socket
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from engagement.actions.composing import compose, post
from engagement.actions.composing_events import event_mail
from engagement.domain.meeting_mails import Mail
from engagement.domain.meetings import NoticeState
from engagement.models import Notice

log = structlog.get_logger(__name__)

# What of all that can go wrong says that nothing has been sent: no connection, or a refusal in words.
NOT_SENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused,
)
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
MOST_TRIES = 5
AT_A_TIME = 50
# Before another try, times the tries so far.
WAIT = timedelta(minutes=2)


def send(notice_id: UUID) -> bool:
    """True where it went out. Called twice, by two workers or after a kill, it is sent at most once."""
    notice = _claim(notice_id)
    if notice is None:
        return False
    mail = compose(notice) if notice.booking_id else event_mail(notice)
    if mail is None:
        _settle(notice, NoticeState.DROPPED)
        return False
    return _send(notice, mail)


def _claim(notice_id: UUID) -> Notice | None:
    now = timezone.now()
    due = Notice.objects.filter(id=notice_id, state=NoticeState.WAITING, due_at__lte=now)
    if not due.update(state=NoticeState.CLAIMED, claimed_at=now, tries=F("tries") + 1):
        return None
    return Notice.objects.select_related(
        "booking__participation",
        "slot__officer",
        "invite__event__authority",
        "place__event__authority",
        "place__participation",
    ).get(id=notice_id)


def _send(notice: Notice, mail: Mail) -> bool:
    try:
        post(notice, mail)
    except NOT_SENT:
        log.warning("a notice could not be sent yet", notice=str(notice.id), exc_info=True)
        _again_later(notice)
    except REFUSED:
        log.warning("a notice was refused", notice=str(notice.id), exc_info=True)
        _settle(notice, NoticeState.FAILED)
    except Exception:  # it may have gone out: a person looks, it is never sent again by itself
        log.exception("a notice is in doubt", notice=str(notice.id))
        _settle(notice, NoticeState.IN_DOUBT)
    else:
        _settle(notice, NoticeState.SENT, sent_at=timezone.now())
        return True
    return False


def _again_later(notice: Notice) -> None:
    if notice.tries >= MOST_TRIES:
        _settle(notice, NoticeState.FAILED)
        return
    _settle(notice, NoticeState.WAITING, due_at=timezone.now() + WAIT * notice.tries)


def _settle(notice: Notice, state: NoticeState, **values: object) -> None:
    mine = Notice.objects.filter(id=notice.id, state=NoticeState.CLAIMED, claimed_at=notice.claimed_at)
    mine.update(state=state, **values)


def sweep() -> int:
    """Sends what is due; what was claimed long ago lost its worker, perhaps after the mail server had taken it."""
    now = timezone.now()
    stale = now - timedelta(seconds=settings.CLAIM_SECONDS)
    Notice.objects.filter(state=NoticeState.CLAIMED, claimed_at__lt=stale).update(state=NoticeState.IN_DOUBT)
    due = Notice.objects.filter(state=NoticeState.WAITING, due_at__lte=now).order_by("due_at")
    return sum(send(notice_id) for notice_id in list(due.values_list("id", flat=True)[:AT_A_TIME]))
