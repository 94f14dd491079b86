"""What the portal talks to: Redis, workers, the mail server, the mailbox, and its own pages as others reach them."""

import ssl
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from costofcare import heartbeat
from costofcare.celery import app
from costofcare.deployment.mail import SMTP
from costofcare.doctor.signs import IsIll, NotLookedAt
from engagement.inbox.actions import mailbox

PATIENCE_SECONDS = 5
QUEUE = "celery"


def redis_answers() -> str:
    with heartbeat.broker() as redis:
        redis.ping()
        waiting = redis.llen(QUEUE)
    return f"answers; {waiting} task{'s' * (waiting != 1)} wait{'s' * (waiting == 1)}"


def workers_live() -> str:
    beats = heartbeat.hearts()
    newest = max(beats.values(), default=None)
    if newest is not None and timezone.now() - newest <= heartbeat.limit():
        alive = sum(timezone.now() - beat <= heartbeat.KEPT for beat in beats.values())
        seconds = (timezone.now() - newest).total_seconds()
        return f"a heart beat {seconds:.0f} seconds ago; {alive} worker{'s' * (alive != 1)} within a day"
    since = "never beat" if newest is None else f"beat last at {newest:%Y-%m-%d %H:%M} UTC"
    answering = len(app.control.ping(timeout=1) or [])
    if answering:
        raise IsIll(f"the heart {since}, and {answering} workers answer: start the timetable (celery beat).")
    raise IsIll(f"the heart {since}, and no worker answers: start the worker.")


def mail_server_answers() -> str:
    """Sign in to the mail server and leave; nothing is sent."""
    if settings.EMAIL_BACKEND != SMTP:
        if settings.PRODUCTION:
            raise IsIll("EMAIL_URL names no mail server: e-mails are printed or kept.")
        raise NotLookedAt("EMAIL_URL names no mail server: e-mails are printed or kept")
    connection = get_connection(timeout=PATIENCE_SECONDS)
    try:
        connection.open()
    finally:
        connection.close()
    signed_in = " and takes our name" if settings.EMAIL_HOST_USER else ""
    return f"{settings.EMAIL_HOST} answers{signed_in}; nothing was sent"


def mailbox_opens() -> str:
    if not settings.IMAP_URL:
        raise NotLookedAt("IMAP_URL is not set: answers and bounces are not read")
    with mailbox.opened(settings.IMAP_URL) as box:
        return f"{box.name} opens; nothing was read"


def pages_answered_at() -> tuple[datetime, str]:
    """Return the time that the portal's front page came with, and its status."""
    try:
        with urlopen(Request(settings.PORTAL_URL, method="HEAD"), timeout=PATIENCE_SECONDS) as answer:
            return parsedate_to_datetime(answer.headers["Date"]), str(answer.status)
    except HTTPError as answer:
        return parsedate_to_datetime(answer.headers["Date"]), str(answer.code)


def pages_answer() -> str:
    try:
        _, status = pages_answered_at()
    except ssl.SSLError as trouble:
        raise IsIll(f"{settings.PORTAL_URL}: {trouble}") from None
    except URLError as trouble:
        if isinstance(trouble.reason, ssl.SSLError):
            raise IsIll(f"{settings.PORTAL_URL}: {trouble.reason}") from None
        raise NotLookedAt(f"{settings.PORTAL_URL} cannot be reached from here: {trouble.reason}") from None
    if status >= "500":
        raise IsIll(f"{settings.PORTAL_URL} answers {status}.")
    return f"{settings.PORTAL_URL} answers {status}"
