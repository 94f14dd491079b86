"""Send the news of a dataset to whoever sent its file, if they still look after visits or are of the provider."""

from uuid import UUID

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
    page = _page_for(row)
    if person is not None and mail is not None and page:
        address, name = person.email, person.full_name
        transaction.on_commit(lambda: _send(row, page, mail, address, name), robust=True)


def _page_for(row: Dataset) -> str:
    """Return the page on which the sender reads the news; "" for whom there is none."""
    if row.received_by is None:
        return ""
    if row.provider_id is not None:
        return "markets:own_dataset" if _tells_provider(row, row.provider_id) else ""
    context = accounts.context_in(row.received_by.id, row.authority_id, SENDERS)
    looks_after = context is not None and row.holder in holders_looked_after(context)
    return "markets:dataset_detail" if looks_after else ""


def _tells_provider(row: Dataset, provider_id: UUID) -> bool:
    """Tell whether a provider's own file is news to its sender: the independent team answers what it asks."""
    person = accounts.person_of_provider(provider_id, row.received_by_id) if row.received_by_id else None
    return person is not None and not person.wants_fewer_emails and not DatasetState(row.state).asks


def _send(row: Dataset, page: str, mail: PortalMail, address: str, name: str) -> None:
    link = link_to(page, row.id)
    words: dict[str, object] = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link, "name": name}
    try:
        account_mails.send("mail/portal_mail", words, to=address, subject=mail.subject)
    except Exception:  # the page says the same
        log.exception("a mail could not be sent", subject=str(row.id))
