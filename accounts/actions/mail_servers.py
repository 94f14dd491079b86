"""Watch how a mail server answers: where it refuses alike again and again, stop, tell an administrator, and try on."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import queries
from accounts.actions import account_mails, audit
from accounts.actions.mail_backends import DeliveryAttempt, MailBackend, OutgoingMail
from accounts.actions.portal_links import link_to
from accounts.domain import mail_server_mails
from accounts.domain.delivery import HELD_UP, MOST_ALIKE, MOST_UNKNOWN_ALIKE, Delivery
from accounts.domain.portal_mail import PortalMail
from accounts.kept_rows import KeptRows
from accounts.models import MailServer

log = structlog.get_logger(__name__)
NO_NAME = "the name of no server"
NO_REFUSAL: dict[str, Any] = {"refusal": "", "recipients": [], "alike_since": None}


class WatchedBackend:
    """A backend that hands nothing over while its server is stopped, but for one mail now and then."""

    def __init__(self, post: MailBackend, name: str) -> None:
        self.post, self.name = post, name[:300]

    def send(self, outgoing: OutgoingMail) -> DeliveryAttempt:
        if not _may_try(self.name):
            return DeliveryAttempt(Delivery.LATER, HELD_UP, is_down=True)
        posted = self.post.send(outgoing)
        if posted.delivery is Delivery.ACCEPTED:
            _taken(self.name)
        elif posted.refusal:
            return _refused(self.name, outgoing.address, posted)
        return posted


def _may_try(name: str) -> bool:
    """Tell whether a mail may be handed over; where the server is stopped, take the turn of trying it."""
    if not _STOPPED.of(name):
        return True
    stopped = MailServer.objects.filter(name=name, stopped_at__isnull=False)
    now = timezone.now()
    long_ago = Q(tried_at=None) | Q(tried_at__lte=now - timedelta(seconds=settings.MAIL_TRIAL_SECONDS))
    return stopped.filter(long_ago).update(tried_at=now) == 1


def _taken(name: str) -> None:
    """Note that a mail was taken: whatever was refused before, the server takes our mail."""
    if _REFUSING.of(name):
        _forgiven(name)


# Of each mail both are asked.
_STOPPED: KeptRows[Any] = KeptRows(
    lambda name: MailServer.objects.filter(name=name, stopped_at__isnull=False).values_list("pk")[:1], NO_NAME
)
_REFUSING: KeptRows[Any] = KeptRows(
    lambda name: MailServer.objects.filter(name=name).exclude(refusal="").values_list("pk")[:1], NO_NAME
)


@transaction.atomic
def _forgiven(name: str) -> None:
    row = MailServer.objects.select_for_update().filter(name=name).exclude(refusal="").first()
    if row is None:
        return
    MailServer.objects.filter(id=row.pk).update(**NO_REFUSAL, stopped_at=None, tried_at=None, told_at=None)
    if row.stopped_at:
        audit.record(by=None, verb="a mail server takes our mail again", kind="mail server", id=row.pk, words=name)
    if row.stopped_at and row.told_at:
        _tell(mail_server_mails.goes_on(name))


def _refused(name: str, address: str, posted: DeliveryAttempt) -> DeliveryAttempt:
    """Note a refusal, and return it as what it is: nobody's fault where the server is stopped."""
    stopped, is_new = _noted(name, address, posted)
    if stopped is None:
        return posted
    if stopped.told_at is None and _tell(mail_server_mails.stopped(name, posted.words)):
        MailServer.objects.filter(id=stopped.pk).update(told_at=timezone.now())
    since = stopped.alike_since if is_new else None
    return replace(posted, delivery=Delivery.LATER, is_down=True, put_back_since=since)


@transaction.atomic
def _noted(name: str, address: str, posted: DeliveryAttempt) -> tuple[MailServer | None, bool]:
    """Count a refusal; return the server if it is stopped, and whether this one has stopped it."""
    MailServer.objects.get_or_create(name=name)
    row = MailServer.objects.select_for_update().get(name=name)
    now, was_stopped = timezone.now(), row.stopped_at is not None
    if posted.refusal != row.refusal and not was_stopped:
        row.refusal, row.recipients, row.alike_since = posted.refusal[:300], [], now
    whom = sha256(address.lower().encode()).hexdigest()[:16]
    row.words = posted.words
    row.recipients = [*row.recipients, whom][-MOST_UNKNOWN_ALIKE:] if whom not in row.recipients else row.recipients
    most = MOST_UNKNOWN_ALIKE if posted.delivery is Delivery.BAD_ADDRESS else MOST_ALIKE
    if not was_stopped and len(row.recipients) >= most:
        row.stopped_at = row.tried_at = now
        words = f"{name}: {posted.words}"
        audit.record(by=None, verb="a mail server does not take our mail", kind="mail server", id=row.pk, words=words)
    row.save()
    return (row if row.stopped_at else None), row.stopped_at is not None and not was_stopped


def _tell(mail: PortalMail) -> bool:
    """Tell the administrators at once, past the queue that may be held up; return False if it did not get through."""
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link_to("home"), "name": ""}
    try:
        for address in queries.addresses_of_administrators():
            account_mails.send("mail/portal_mail", words, to=address, subject=mail.subject)
    except Exception:  # where mail does not work, the page and the trail say so
        log.warning("administrators could not be told of the mail server", exc_info=True)
        return False
    return True
