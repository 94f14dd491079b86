"""The words of 1-2-1s: media, outcomes, kinds of notices, and the times until when one may be moved."""

from datetime import datetime, timedelta

from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Worded

# A booking is moved or cancelled on the portal until so long before it begins; afterwards by ringing.
CHANGE_UNTIL = timedelta(hours=4)
# A reminder goes out so long before; a booking made later than that is its own reminder.
REMIND_BEFORE = timedelta(hours=24)


class Medium(Worded):
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"
    IN_PERSON = "in_person", "In person"

    @property
    def channel(self) -> Channel:
        return {
            Medium.PHONE: Channel.ONE_TO_ONE_PHONE,
            Medium.VIDEO: Channel.ONE_TO_ONE_VIDEO,
            Medium.IN_PERSON: Channel.ONE_TO_ONE_IN_PERSON,
        }[self]


class NoticeKind(Worded):
    """The kinds of notices about meetings."""

    BOOKED = "booked", "A 1-2-1 is booked"
    MOVED = "moved", "A 1-2-1 was moved"
    CANCELLED = "cancelled", "A 1-2-1 was cancelled"
    REMINDER = "reminder", "Reminder of a 1-2-1"
    INVITATION = "invitation", "Invitation to an event"
    REGISTERED = "registered", "Registered for an event"
    WAITING = "waiting", "On the waiting list of an event"
    WITHDRAWN = "withdrawn", "No longer registered"
    EVENT_CHANGED = "event_changed", "An event was changed"
    EVENT_CANCELLED = "event_cancelled", "An event was cancelled"
    EVENT_REMINDER = "event_reminder", "Reminder of an event"


# What can come of a 1-2-1.
OUTCOMES = (
    ContactOutcome.ATTENDED,
    ContactOutcome.DID_NOT_ATTEND,
    ContactOutcome.ASKED_FOR_HELP,
    ContactOutcome.PROMISED_DATE,
    ContactOutcome.DECLINED_CAPACITY,
    ContactOutcome.DECLINED_CONFIDENTIALITY,
    ContactOutcome.DECLINED_OTHER,
)


def may_still_change(starts_at: datetime, now: datetime) -> bool:
    return now <= starts_at - CHANGE_UNTIL


def reminded_at(starts_at: datetime, now: datetime) -> datetime | None:
    """Return when the reminder is due; None if it is too late for one."""
    due = starts_at - REMIND_BEFORE
    return due if due > now else None
