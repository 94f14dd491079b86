"""What happened at one location, in one list: no entry ever holds a figure of a return."""

from dataclasses import dataclass
from datetime import datetime

from engagement.domain.channels import Source, Worded


class Kind(Worded):
    CONTACT = "contact", "Contacts"
    EMAIL = "email", "E-mails of campaigns"
    EVENT = "event", "Events"
    BOOKING = "booking", "1-2-1 bookings"
    PORTAL = "portal", "Use of the portal"
    STATE = "state", "The return"
    QUERY = "query", "Queries"
    EXTENSION = "extension", "Extensions"


KIND_OF_SOURCE = {Source.CAMPAIGN: Kind.EMAIL, Source.EVENT: Kind.EVENT, Source.SLOT: Kind.BOOKING}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened; ``who`` is blank where that is not told."""

    at: datetime
    kind: Kind
    words: str
    who: str = ""


def kind_of(source: str) -> Kind:
    return KIND_OF_SOURCE.get(Source.of(source), Kind.CONTACT)
