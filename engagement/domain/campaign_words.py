"""A campaign and a step as somebody typed them."""

from dataclasses import dataclass

from engagement.domain.audience import Rule
from engagement.domain.schedule import Due


@dataclass(frozen=True, slots=True)
class Officer:
    """Who the mails of a campaign say to ask."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """``due`` is a plan: nothing goes out by itself until the step is scheduled."""

    subject: str
    body: str
    rule: Rule
    due: Due
