"""What is remembered of who was reached."""

from engagement.models.campaigns import Campaign, MailTemplate, Message, MessageAbout, OptOutRequest, Step
from engagement.models.contacts import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from engagement.models.standing import Claim, OutcomeOverride, OverrideReason, PersonMark, Standard

__all__ = [
    "Campaign",
    "Claim",
    "Contact",
    "ContactAbout",
    "ContactColleague",
    "ContactNote",
    "ContactWith",
    "MailTemplate",
    "Message",
    "MessageAbout",
    "OptOutRequest",
    "OutcomeOverride",
    "OverrideReason",
    "PersonMark",
    "Standard",
    "Step",
]
