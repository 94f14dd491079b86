"""E-mails to a provider about whether, and until when, a location of its is asked."""

from django.conf import settings
from django.urls import reverse

from accounts.actions.outbox import post
from accounts.domain.portal_mail import PortalMail
from register.actions import recipients
from register.models import Participation


def tell(asked: Participation, letter: PortalMail) -> None:
    """To whoever works on its return, or the provider's administrators; nobody where nobody has signed up."""
    link = settings.PORTAL_URL + reverse("submissions:participation_detail", args=[asked.id])
    post(letter, recipients.provider_of(asked), about=asked, link=link)
