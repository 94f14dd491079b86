"""The mail about queries on a council's return: that there is one, and where; never its words, nor an answer."""

from datetime import date

from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words


def asked_mail(name: str, council: str, due_on: date) -> PortalMail:
    return PortalMail(
        f"{name}: a query on your council’s return",
        (
            f"The regional office has a query on the return of {council} in the round “{name}”. Please answer by "
            f"{day_in_words(due_on)}.",
            "Sign in to read it, to correct the return or to answer. Only your council and the office’s analysts and "
            "approvers can read it.",
        ),
    )


def answered_mail(name: str, council: str) -> PortalMail:
    return PortalMail(
        f"{name}: {council} has answered your query",
        (f"{council} has answered your query on its return in the round “{name}”.", "Sign in to read and close it."),
    )


def closed_mail(name: str, council: str) -> PortalMail:
    return PortalMail(
        f"{name}: a query on your council’s return is closed",
        (
            f"The regional office has closed its query on the return of {council} in the round “{name}”.",
            "There is nothing more to do.",
        ),
    )
