"""Send e-mails to a provider about whether, and until when, one of its locations is asked."""

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from register.actions import recipients
from register.models import Exercise, Participation


def tell(asked: Participation, mail: PortalMail) -> None:
    """Post the mail to those who work on its return, or else to the provider's administrators.

    Nobody if none signed up.
    """
    link = link_to("submissions:participation_detail", asked.id)
    post(mail, recipients.provider_of(asked), about=asked, link=link)


def tell_all(exercise: Exercise, mail: PortalMail) -> None:
    """Post the mail once to each person of every provider that is asked."""
    told: set[str] = set()
    asked = exercise.participations.filter(eligibility=Participation.Eligibility.IN_SCOPE)
    for each in asked.order_by("provider_id", "location_name"):
        people = {email: name for email, name in recipients.provider_of(each).items() if email not in told}
        told |= people.keys()
        post(mail, people, about=each, link=link_to("privacy"))
