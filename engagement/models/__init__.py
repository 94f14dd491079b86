"""What is remembered of who was reached."""

from engagement.models.contacts import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from engagement.models.standing import Claim, OutcomeOverride, OverrideReason, PersonMark, Standard

__all__ = [
    "Claim",
    "Contact",
    "ContactAbout",
    "ContactColleague",
    "ContactNote",
    "ContactWith",
    "OutcomeOverride",
    "OverrideReason",
    "PersonMark",
    "Standard",
]
