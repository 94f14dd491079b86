"""The words of the contact log: channel, direction, outcome, topic and source."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A stored word with the label that pages show."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Worded":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the member with this stored word; raises KeyError if there is none."""
        return {member.value: member for member in cls}[value]


class Channel(Worded):
    EMAIL = "email", "Email"
    CALL = "call", "Call"
    ONE_TO_ONE_PHONE = "one_to_one_phone", "1-2-1 by phone"
    ONE_TO_ONE_VIDEO = "one_to_one_video", "1-2-1 by video"
    ONE_TO_ONE_IN_PERSON = "one_to_one_in_person", "1-2-1 in person"
    SESSION = "session", "Group session"
    FORUM = "forum", "Forum"
    DROP_IN = "drop_in", "Drop-in"
    VISIT = "visit", "Visit"
    CONTRACT_MEETING = "contract_meeting", "Contract meeting"
    LETTER = "letter", "Letter"
    PORTAL_MESSAGE = "portal_message", "Portal message"


class Direction(Worded):
    OUT = "out", "We contacted them"
    IN = "in", "They contacted us"


class ContactOutcome(Worded):
    SENT = "sent", "Sent"
    NO_ANSWER = "no_answer", "No answer"
    LEFT_MESSAGE = "left_message", "Left a message"
    SPOKE = "spoke", "Spoke"
    BOUNCED = "bounced", "Bounced"
    REGISTERED = "registered", "Registered"
    ATTENDED = "attended", "Attended"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"
    ASKED_FOR_HELP = "asked_for_help", "Asked for help"
    PROMISED_DATE = "promised_date", "Promised a date"
    DECLINED_CAPACITY = "declined_capacity", "Declined: no capacity"
    DECLINED_CONFIDENTIALITY = "declined_confidentiality", "Declined: confidentiality"
    DECLINED_OTHER = "declined_other", "Declined: other"


class Topic(Worded):
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    CAPACITY = "capacity", "Capacity"
    WRONG_PERSON = "wrong_person", "Wrong person"
    TOOL_TOO_HARD = "tool_too_hard", "Tool too hard"
    DATA_NOT_TO_HAND = "data_not_to_hand", "Data not to hand"
    DEADLINE = "deadline", "Deadline"
    FEES = "fees", "Fees and uplifts"
    OTHER = "other", "Other"


class Source(Worded):
    """The source of an entry of the log."""

    TYPED = "typed", "Typed"
    IMPORTED = "imported", "From a file"
    CAMPAIGN = "campaign", "Campaign"
    EVENT = "event", "Event"
    SLOT = "slot", "1-2-1 booking"
    MAILBOX = "mailbox", "Mailbox"
    INVITATION = "invitation", "Invitation to the portal"


# Before the id of an invitation, in the entry that it has in the log.
INVITATION = "invitation:"
ONE_TO_ONES = frozenset({Channel.ONE_TO_ONE_PHONE, Channel.ONE_TO_ONE_VIDEO, Channel.ONE_TO_ONE_IN_PERSON})
DECLINED = frozenset(
    {ContactOutcome.DECLINED_CAPACITY, ContactOutcome.DECLINED_CONFIDENTIALITY, ContactOutcome.DECLINED_OTHER}
)
# What nobody says of a return that is in and stays in.
TELLS = DECLINED | {ContactOutcome.PROMISED_DATE}
# The other side said or did something: the contact was answered.
ANSWERED = DECLINED | {
    ContactOutcome.SPOKE,
    ContactOutcome.REGISTERED,
    ContactOutcome.ATTENDED,
    ContactOutcome.ASKED_FOR_HELP,
    ContactOutcome.PROMISED_DATE,
}

# What can come of each channel. What somebody says can be said in any of them; all else goes with some alone.
_SAID = DECLINED | {ContactOutcome.SPOKE, ContactOutcome.ASKED_FOR_HELP, ContactOutcome.PROMISED_DATE}
_MET = _SAID | {ContactOutcome.ATTENDED, ContactOutcome.DID_NOT_ATTEND}
_RUNG = frozenset({ContactOutcome.NO_ANSWER, ContactOutcome.LEFT_MESSAGE})
_WRITTEN = _SAID | {ContactOutcome.SENT, ContactOutcome.NO_ANSWER, ContactOutcome.REGISTERED}
FITTING: Mapping[Channel, frozenset[ContactOutcome]] = {
    Channel.EMAIL: _WRITTEN | {ContactOutcome.BOUNCED},
    Channel.CALL: _SAID | _RUNG | {ContactOutcome.REGISTERED},
    Channel.ONE_TO_ONE_PHONE: _MET | _RUNG | {ContactOutcome.REGISTERED},
    Channel.ONE_TO_ONE_VIDEO: _MET | _RUNG | {ContactOutcome.REGISTERED},
    Channel.ONE_TO_ONE_IN_PERSON: _MET | {ContactOutcome.REGISTERED},
    Channel.SESSION: _MET | {ContactOutcome.REGISTERED},
    Channel.FORUM: _MET | {ContactOutcome.REGISTERED},
    Channel.DROP_IN: _MET | {ContactOutcome.REGISTERED},
    Channel.VISIT: _MET | _RUNG,
    Channel.CONTRACT_MEETING: _MET,
    Channel.LETTER: _WRITTEN | {ContactOutcome.BOUNCED},
    Channel.PORTAL_MESSAGE: _WRITTEN,
}


def one_of(words: Iterable[Worded]) -> str:
    """Return the labels for a sentence: “A”, “B” or “C”."""
    labels = [f"“{word.label}”" for word in words]
    return f"{', '.join(labels[:-1])} or {labels[-1]}"


def what_fits(channel: Channel) -> str:
    """Return the outcomes that fit a channel, as “A”, “B” or “C”."""
    return one_of(outcome for outcome in ContactOutcome if outcome in FITTING[channel])


def misfit(channel: Channel, outcome: ContactOutcome) -> str:
    """Return a sentence if an outcome does not fit a channel; blank if it does."""
    if outcome in FITTING[channel]:
        return ""
    return f"“{outcome.label}” cannot come of “{channel.label}”. Choose {what_fits(channel)}"
