"""What is remembered of who was reached."""

from engagement.models.contacts import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from engagement.models.standing import OutcomeOverride, PersonMark, Standard

__all__ = [
    "Contact",
    "ContactAbout",
    "ContactColleague",
    "ContactNote",
    "ContactWith",
    "OutcomeOverride",
    "PersonMark",
    "Standard",
]
