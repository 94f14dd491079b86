"""Send e-mails to a provider about whether, and until when, one of its locations is asked."""

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from register.actions import recipients
from register.domain.participation_mails import with_exercise, with_place
from register.models import Exercise, Participation
from register.permissions import last_day


def tell(asked: Participation, mail: PortalMail) -> None:
    """Post the mail to those who work on its return, or else to the provider's administrators.

    Nobody if none signed up.
    """
    link = link_to("submissions:participation_detail", asked.id)
    post(about_place(mail, asked), recipients.provider_of(asked), about=asked, link=link)


def tell_all(exercise: Exercise, mail: PortalMail) -> None:
    """Post the mail once to each person of every provider that is asked."""
    told: set[str] = set()
    mail = with_exercise(mail, exercise.name, exercise.closes_on)
    asked = exercise.participations.filter(eligibility=Participation.Eligibility.IN_SCOPE)
    for each in asked.order_by("provider_id", "location_name"):
        people = {email: name for email, name in recipients.provider_of(each).items() if email not in told}
        told |= people.keys()
        post(mail, people, about=each, link=link_to("privacy"))


def about_place(mail: PortalMail, asked: Participation, *more: str) -> PortalMail:
    """Return the mail with the location, exercise and closing date that every letter about a location names."""
    return with_place(mail, asked.location_name, asked.exercise.name, last_day(asked), *more)
