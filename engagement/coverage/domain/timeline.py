"""The events at one location in one list; no entry ever holds a figure of a return."""

from dataclasses import dataclass
from datetime import datetime

from engagement.contacts.domain.vocabulary import Source, Worded


class Kind(Worded):
    CONTACT = "contact", "Contacts"
    EMAIL = "email", "Emails of campaigns"
    INVITATION = "invitation", "Invitations to the portal"
    EVENT = "event", "Events"
    BOOKING = "booking", "1-2-1 bookings"
    PORTAL = "portal", "Use of the portal"
    STATE = "state", "The return"
    QUERY = "query", "Queries"
    EXTENSION = "extension", "Extensions"
    DECISION = "decision", "Outcomes given"


KIND_OF_SOURCE = {
    Source.CAMPAIGN: Kind.EMAIL,
    Source.EVENT: Kind.EVENT,
    Source.SLOT: Kind.BOOKING,
    Source.INVITATION: Kind.INVITATION,
}


# What the database tells of a return, by its word there.
EVENTS = {
    "opened": (Kind.PORTAL, "Opened the return online"),
    "saved": (Kind.PORTAL, "Last saved answers online on this day"),
    "uploaded": (Kind.PORTAL, "Uploaded a workbook"),
    "submitted a return": (Kind.STATE, "Submitted the return"),
    "took a return back": (Kind.STATE, "Took the return back"),
    "accepted a return": (Kind.STATE, "The return was accepted"),
    "left a return out": (Kind.STATE, "The return was left out of calculations"),
    "sent a return back": (Kind.STATE, "The return was sent back to the provider"),
    "marked a location not relevant": (Kind.STATE, "Marked not relevant to the exercise"),
    "put a location back in scope": (Kind.STATE, "Put back in scope"),
    "gave a location longer": (Kind.EXTENSION, "Given longer"),
    "asked by team": (Kind.QUERY, "An analyst asked a question"),
    "asked by provider": (Kind.QUERY, "The provider asked a question"),
    "answered": (Kind.QUERY, "A question was answered"),
    "closed": (Kind.QUERY, "A question was closed"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event at a location; ``who`` is blank if that is not told."""

    at: datetime
    kind: Kind
    words: str
    who: str = ""


def kind_of(source: str) -> Kind:
    return KIND_OF_SOURCE.get(Source.of(source), Kind.CONTACT)


def happened(at: datetime, what: str) -> Happened | None:
    """Return the event for a word of the database; None if it is not expressly told."""
    known = EVENTS.get(what)
    return Happened(at, *known) if known else None
