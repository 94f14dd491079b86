"""The portal's mail about rounds: never a figure, nor anything that a person typed into one."""

from datetime import date

from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words


def opening_mail(name: str, council: str, closes_on: date) -> PortalMail:
    return PortalMail(
        f"{name}: your council is asked",
        (
            f"{council} takes part in the round “{name}”. A commissioner fills in the council’s profile, its prices "
            "and its providers; you approve what is sent, and say what other members may see by name.",
            f"It is open until the end of {day_in_words(closes_on)}.",
        ),
    )


def reminder_mail(name: str, council: str, closes_on: date) -> PortalMail:
    return PortalMail(
        f"{name}: your council has not returned yet",
        (
            f"We have no approved return of {council} in the round “{name}” yet.",
            f"It is open until the end of {day_in_words(closes_on)}.",
        ),
    )


def approval_mail(name: str, council: str) -> PortalMail:
    return PortalMail(
        f"{name}: a return waits for you",
        (
            f"The return of {council} in the round “{name}” is filled in. It counts once you have approved it.",
            "Sign in to read it, and to approve it.",
        ),
    )


def consent_mail(name: str, council: str) -> PortalMail:
    return PortalMail(
        f"{name}: what may be shown of your council",
        (
            f"Somebody of {council} wants to change what other members of the round “{name}” see by name. That needs "
            "you: the director or her delegate.",
            "Sign in to say what may be shown.",
        ),
    )
