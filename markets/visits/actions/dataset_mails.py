"""Send the news of a dataset to whoever sent its file, if they still look after visits."""

import structlog
from django.conf import settings
from django.db import transaction

from accounts import queries as accounts
from accounts.actions import account_mails
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from accounts.domain.roles import RoleName
from markets.models import Dataset
from markets.permissions import holders_looked_after
from markets.visits.domain.dataset_mails import MAILS
from markets.visits.domain.dataset_states import DatasetState

log = structlog.get_logger(__name__)
SENDERS = frozenset({RoleName.COMMISSIONER, RoleName.ANALYST})


def tell(row: Dataset) -> None:
    """Write to them once what happened is kept; a mail server that is away changes nothing of it."""
    person, mail = row.received_by, MAILS.get(DatasetState(row.state))
    if person is None or mail is None:
        return
    context = accounts.context_in(person.id, row.authority_id, SENDERS)
    if context is not None and row.holder in holders_looked_after(context):
        address, name = person.email, person.full_name
        transaction.on_commit(lambda: _send(row, mail, address, name), robust=True)


def _send(row: Dataset, mail: PortalMail, address: str, name: str) -> None:
    link = link_to("markets:dataset_detail", row.id)
    words: dict[str, object] = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link, "name": name}
    try:
        account_mails.send("mail/portal_mail", words, to=address, subject=mail.subject)
    except Exception:  # the page says the same
        log.exception("a mail could not be sent", subject=str(row.id))
