"""Send e-mails to a provider about whether, and until when, one of its locations is asked."""

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from register.actions import recipients
from register.domain.participation_mails import with_place
from register.models import Participation
from register.permissions import last_day


def tell(asked: Participation, mail: PortalMail) -> None:
    """Post the mail to those who work on its return, or else to the provider's administrators.

    Nobody if none signed up.
    """
    link = link_to("submissions:participation_detail", asked.id)
    post(about_place(mail, asked), recipients.provider_of(asked), about=asked, link=link)


def about_place(mail: PortalMail, asked: Participation, *more: str) -> PortalMail:
    """Return the mail with the location, exercise and closing date that every letter about a location names."""
    return with_place(mail, asked.location_name, asked.exercise.name, last_day(asked), *more)
