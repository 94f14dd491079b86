"""Write to providers that their council shares something with them, in the transaction in which it does."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from accounts import queries as accounts
from accounts.actions import outbox
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail


def tell_providers(
    mail: PortalMail, provider_ids: Iterable[UUID], *, authority_id: UUID, subject_id: UUID, page: str
) -> None:
    """Write to the people of each provider, but to those who want only the emails that they must have."""
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link_to(page)}
    for provider_id in sorted(set(provider_ids)):
        people = accounts.people_of_provider(provider_id).filter(wants_fewer_emails=False)
        about = outbox.MailSubject(authority_id, subject_id, provider_id)
        to = {person.email: person.full_name for person in people}
        outbox.write(outbox.TEMPLATE, words, to=to, subject=mail.subject, about=about)
