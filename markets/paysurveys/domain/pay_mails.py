"""The portal's mail about wage surveys: never a figure, nor anything that a person typed into one."""

from datetime import date

from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words

_INDEPENDENT = "Your answer is seen by the independent team only. The council never sees it."


def receipt_mail(survey: str, place: str, number: int, closes_on: date) -> PortalMail:
    which = "your answer" if number == 1 else f"your correction, which is version {number},"
    return PortalMail(
        f"{survey}: we have your answer for {place}",
        (
            f"We have received {which} to the wage survey “{survey}” for {place}.",
            f"You can correct it until the end of {day_in_words(closes_on)}. {_INDEPENDENT}",
        ),
    )


def question_mail(survey: str, place: str) -> PortalMail:
    return PortalMail(
        f"{survey}: a question about your answer for {place}",
        (
            f"The independent team has a question about your answer to the wage survey “{survey}” for {place}.",
            f"Sign in to read it and to reply. {_INDEPENDENT}",
        ),
    )
