"""Send e-mails to a provider about whether, and until when, one of its locations is asked."""

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from register.actions import recipients
from register.models import Participation


def tell(asked: Participation, mail: PortalMail) -> None:
    """Post the mail to those who work on its return, or else to the provider's administrators.

    Nobody if none signed up.
    """
    link = link_to("submissions:participation_detail", asked.id)
    post(mail, recipients.provider_of(asked), about=asked, link=link)
