"""Tell administrators of an erasure; where mail does not work, the page of erasures says the same."""

from functools import partial
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts import queries
from accounts.actions import account_mails
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from accounts.models import Erasure, User

log = structlog.get_logger(__name__)


def tell_others(mail: PortalMail, row: Erasure, *, but: UUID) -> None:
    """Tell all administrators but the one who did it, once it is committed."""
    others = User.objects.filter(email__in=queries.addresses_of_administrators()).exclude(id=but)
    _send_when_committed(mail, row, others)


def tell_those_of(mail: PortalMail, row: Erasure) -> None:
    """Tell those who asked for it and consented to it, if they are still here, once it is committed."""
    ids = [person for person in (row.asked_by_id, row.consented_by_id) if person]
    _send_when_committed(mail, row, User.objects.filter(id__in=ids, is_active=True, anonymised_at=None))


def _send_when_committed(mail: PortalMail, row: Erasure, people: QuerySet[User]) -> None:
    """Read the addresses now: after the transaction nobody is told who asks."""
    addresses = list(people.order_by("email").values_list("email", flat=True))
    transaction.on_commit(partial(_send, mail, row.id, addresses))


def _send(mail: PortalMail, erasure_id: UUID, addresses: list[str]) -> None:
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link_to("erasure_detail", erasure_id)}
    try:
        for address in addresses:
            account_mails.send("mail/portal_mail", {**words, "name": ""}, to=address, subject=mail.subject)
    except Exception:
        log.warning("administrators could not be told of an erasure", exc_info=True)
