"""A campaign and a step as somebody typed them."""

from dataclasses import dataclass

from engagement.campaigns.domain.audience import AudienceRule
from engagement.campaigns.domain.schedule import Due


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
    rule: AudienceRule
    due: Due
