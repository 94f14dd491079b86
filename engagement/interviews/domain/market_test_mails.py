"""Mail and first words of messages about a soft market test: never a figure, nor anything that a provider wrote."""

from datetime import date
from enum import StrEnum

from accounts.domain.portal_mail import PortalMail
from costing.figure_words import day_in_words

PROMISE = (
    "Your answers go to an independent team, which reads them once the time is over. {{ council }} reads findings and "
    "quotes that name nobody, of themes to which five or more providers have answered; never who said what, nor who "
    "answered."
)
FOOT = "{{ officer name }}\n{{ officer phone }}"


class MarketAsk(StrEnum):
    """An invitation to answer a soft market test, or a reminder."""

    INVITE = "invite"
    REMIND = "remind"

    @property
    def subject(self) -> str:
        if self is MarketAsk.INVITE:
            return "{{ exercise }}: what do you think of the service to come?"
        return "{{ exercise }}: your answers on the service to come are still missing"

    @property
    def body(self) -> str:
        first = {
            MarketAsk.INVITE: "before {{ council }} buys a service, it wants to know what providers think of it. There "
            "are a few questions. Answer those you like; nothing in it binds you or counts when bids are judged.",
            MarketAsk.REMIND: "we would like to hear what you think of the service that {{ council }} plans, and have "
            "no answer yet. Answer the questions you like; nothing in it binds you or counts when bids are judged.",
        }[self]
        return (
            f"Dear {{{{ name }}}},\n\n{first}\n\n{PROMISE}\n\n"
            f"Please answer until {{{{ closing date }}}}:\n{{{{ portal link }}}}\n\n{FOOT}"
        )


def receipt_mail(test: str, number: int, closes_on: date) -> PortalMail:
    which = "your answers" if number == 1 else f"your changed answers, which are version {number},"
    return PortalMail(
        f"{test}: we have your answers",
        (
            f"We have received {which} to “{test}”.",
            f"You can change them until the end of {day_in_words(closes_on)}; nobody else reads them before that.",
            "After that the independent team reads them. The council never learns who said what, nor who answered.",
        ),
    )
