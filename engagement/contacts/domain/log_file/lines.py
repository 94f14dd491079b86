"""An entry of the log as it stands in a file: names and addresses instead of the portal's own keys."""

from dataclasses import dataclass
from datetime import date, datetime

from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person by name, by e-mail address, or both."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry.

    ``happened_at`` is aware, to the second. ``locations`` are CQC location IDs. ``id`` is blank in an old log.

    ``side`` and ``source`` are written for the reader of the file and not read back.
    """

    happened_at: datetime
    channel: Channel
    direction: Direction
    outcome: ContactOutcome
    locations: tuple[str, ...]
    people: tuple[Somebody, ...] = ()
    colleagues: tuple[Somebody, ...] = ()
    minutes: int | None = None
    promised_on: date | None = None
    topics: tuple[Topic, ...] = ()
    words: str = ""
    is_shared: bool = False
    next_step: str = ""
    next_on: date | None = None
    next_for: Somebody | None = None
    next_is_done: bool = False
    logged_by: Somebody | None = None
    id: str = ""
    side: str = ""
    source: str = ""
    location_names: tuple[str, ...] = ()
