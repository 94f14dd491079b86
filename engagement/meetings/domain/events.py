"""The words of events: kinds, registrations and attendance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engagement.contacts.domain.vocabulary import Channel, Worded


class EventKind(Worded):
    SESSION = "session", "Session"
    WORKSHOP = "workshop", "Workshop"
    FORUM = "forum", "Forum"
    DROP_IN = "drop_in", "Drop-in"

    @property
    def channel(self) -> Channel:
        return {EventKind.FORUM: Channel.FORUM, EventKind.DROP_IN: Channel.DROP_IN}.get(self, Channel.SESSION)


class EventAnswer(Worded):
    NONE = "", "No answer"
    YES = "yes", "Comes"
    NO = "no", "Does not come"


class Seat(Worded):
    """The seat of a registration, given by the database itself, so that the last one is given once."""

    NONE = "", "No place"
    SEATED = "seated", "Registered"
    WAITING = "waiting", "On the waiting list"


class Attendance(Worded):
    NONE = "", "Not noted"
    CAME = "came", "Came"
    STAYED_AWAY = "stayed_away", "Did not come"


class Whom(Worded):
    """The choice of locations that an invitation goes to."""

    EVERYBODY = "everybody", "All locations in scope"
    ZONE = "zone", "The locations of a zone"
    NOT_ENGAGED = "not_engaged", "Locations that have not engaged so far"
    CHOSEN = "chosen", "Locations that you choose"


@dataclass(frozen=True, slots=True)
class Planned:
    """An event as a form gives it. ``capacity`` is in locations, None if there is room for all.

    ``place`` is an address, or online a link, which only those who have registered are told.
    """

    kind: EventKind
    title: str
    starts_at: datetime
    ends_at: datetime
    exercise_ids: tuple[UUID, ...]
    place: str = ""
    is_online: bool = False
    words: str = ""
    capacity: int | None = None
    by_invitation: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """The people who come for a location, and the address for the confirmation."""

    name: str
    email: str


def is_moved(before: Planned, after: Planned) -> bool:
    """Tell whether people's calendars must hear of a change."""
    return (before.starts_at, before.ends_at, before.place, before.title, before.is_online) != (
        after.starts_at,
        after.ends_at,
        after.place,
        after.title,
        after.is_online,
    )
