"""What is remembered of who was reached."""

from engagement.models.campaigns import Campaign, MailTemplate, Message, MessageAbout, OptOutRequest, Step
from engagement.models.contacts import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from engagement.models.events import Event, EventFor, Invite, Place
from engagement.models.imports import LogImport
from engagement.models.inbound import InboundMail, MailboxPosition
from engagement.models.notices import Notice
from engagement.models.slots import Booking, BookingWords, Joining, Slot, SlotFor
from engagement.models.standing import Claim, OutcomeOverride, OverrideReason, PersonMark, Standard

__all__ = [
    "Booking",
    "BookingWords",
    "Campaign",
    "Claim",
    "Contact",
    "ContactAbout",
    "ContactColleague",
    "ContactNote",
    "ContactWith",
    "Event",
    "EventFor",
    "InboundMail",
    "Invite",
    "Joining",
    "LogImport",
    "MailTemplate",
    "MailboxPosition",
    "Message",
    "MessageAbout",
    "Notice",
    "OptOutRequest",
    "OutcomeOverride",
    "OverrideReason",
    "PersonMark",
    "Place",
    "Slot",
    "SlotFor",
    "Standard",
    "Step",
]
