"""The tables of this room: contacts, campaigns, meetings, incoming mail and the status of locations."""

from engagement.models.campaigns import Campaign, MailTemplate, Message, MessageAbout, OptOutRequest, Step
from engagement.models.contacts import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith
from engagement.models.events import (
    Event,
    EventFor,
    Invite,
    Registration,
)
from engagement.models.imports import LogImport, LogMeaning
from engagement.models.inbound import InboundMail, MailboxPosition
from engagement.models.interviews import (
    CodeTreeVersion,
    FrameMember,
    Interview,
    InterviewSection,
    InterviewStudy,
    SectionCoding,
    StudyFinding,
    StudyQuote,
)
from engagement.models.location_status import (
    OutcomeOverride,
    OverrideReason,
    PersonMark,
    Reservation,
    Standard,
)
from engagement.models.market_tests import AskedProvider, WrittenAnswer
from engagement.models.notices import Notice
from engagement.models.slots import Booking, BookingWords, Joining, Slot, SlotFor

__all__ = [
    "AskedProvider",
    "Booking",
    "BookingWords",
    "Campaign",
    "CodeTreeVersion",
    "Contact",
    "ContactAbout",
    "ContactColleague",
    "ContactNote",
    "ContactWith",
    "Event",
    "EventFor",
    "FrameMember",
    "InboundMail",
    "Interview",
    "InterviewSection",
    "InterviewStudy",
    "Invite",
    "Joining",
    "LogImport",
    "LogMeaning",
    "MailTemplate",
    "MailboxPosition",
    "Message",
    "MessageAbout",
    "Notice",
    "OptOutRequest",
    "OutcomeOverride",
    "OverrideReason",
    "PersonMark",
    "Registration",
    "Reservation",
    "SectionCoding",
    "Slot",
    "SlotFor",
    "Standard",
    "Step",
    "StudyFinding",
    "StudyQuote",
    "WrittenAnswer",
]
