"""Send e-mails about people's accounts, in text and HTML, without figures."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.actions.portal_links import link_to
from accounts.models import Invitation


def send_invitation(*, invitation: Invitation, token: str, invited_by: str, asks: str = "") -> None:
    """Send an invitation with its link: the only place that sees the token.

    ``asks`` says what the person is invited to do, as a sentence without its full stop.
    """
    words = {
        "invitation": invitation,
        "part": invitation.part_in_words,
        "invited_by": invited_by,
        "asks": asks,
        "portal_name": settings.PORTAL_NAME,
        "link": link_to("accounts:invitation", token),
    }
    send(
        "accounts/mail/invitation", words, to=invitation.email, subject=f"Your invitation to the {settings.PORTAL_NAME}"
    )


def ask_for_consent(*, invitation: Invitation, to: str, invited_by: str) -> None:
    """Ask one administrator to consent to a role that another gives."""
    words = {
        "invitation": invitation,
        "part": invitation.part_in_words,
        "invited_by": invited_by,
        "portal_name": settings.PORTAL_NAME,
        "link": link_to("accounts:person_list"),
    }
    send("accounts/mail/consent", words, to=to, subject="An invitation waits for your consent")


def send(template: str, words: dict[str, object], *, to: str, subject: str) -> None:
    """Send one e-mail to one person, so that nobody learns of another's address."""
    mail = EmailMultiAlternatives(subject, render_to_string(f"{template}.txt", words), to=[to])
    mail.attach_alternative(render_to_string(f"{template}.html", words), "text/html")
    mail.send()
