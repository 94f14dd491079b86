"""A campaign's officer and a step's words as somebody typed them."""

from dataclasses import dataclass

from engagement.campaigns.domain.audience import AudienceRule
from engagement.campaigns.domain.schedule import Due


@dataclass(frozen=True, slots=True)
class Officer:
    """The officer whom the messages of a campaign name for questions."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and rule of a step; ``due`` is a plan, and nothing goes out by itself until the step is scheduled."""

    subject: str
    body: str
    rule: AudienceRule
    due: Due
