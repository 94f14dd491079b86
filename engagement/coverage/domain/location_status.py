"""Everything that is known of the status of one location, as a frozen value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from engagement.contacts.domain.counting_rules import (
    Kind,
    is_answered,
    is_bounced,
    is_call,
    is_email,
    is_one_to_one,
    is_promise,
    is_word_on_taking_part,
)
from engagement.contacts.domain.vocabulary import (
    DECLINED,
    Channel,
    ContactOutcome,
    Direction,
)
from engagement.coverage.domain.outcome_names import LocationOutcome


@dataclass(frozen=True, slots=True)
class AskedLocation:
    """A location that is asked. ``weight`` is in hours a week or beds, None if unknown."""

    participation_id: UUID
    name: str
    provider_id: UUID
    provider_name: str
    is_relevant: bool = True
    not_relevant_because: str = ""
    weight: Decimal | None = None
    zone: str = ""
    size_band: str = ""
    is_contracted: bool | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact as far as it is counted. ``mailing`` is shared by all who got the same e-mail at once."""

    channel: Channel
    direction: Direction
    outcome: ContactOutcome
    happened_at: datetime
    logged_at: datetime
    promised_on: date | None = None
    mailing: UUID | None = None


@dataclass(frozen=True, slots=True)
class Touches:
    """The totals of a location's contacts.

    ``word`` is the newest on taking part, ``promised_on`` the newest promised date.

    ``emails`` counts a mailing to three people of the location once: three reminders are more than one to three people.
    ``answered`` counts whatever they began or answered themselves; ``called_at`` is when we last rang.
    """

    emails: int = 0
    calls: int = 0
    bounced: int = 0
    answered: int = 0
    one_to_ones: int = 0
    last_at: datetime | None = None
    called_at: datetime | None = None
    word: ContactOutcome | None = None
    word_at: datetime | None = None
    promised_on: date | None = None


COUNTED: dict[str, Kind] = {
    "emails": is_email,
    "calls": is_call,
    "bounced": is_bounced,
    "answered": is_answered,
    "one_to_ones": is_one_to_one,
}


def gathered(touches: Iterable[Touch]) -> Touches:
    """Total the contacts of one location, in any order; the database does the same for all of them at once."""
    rows = sorted(touches, key=lambda one: (one.happened_at, one.logged_at))
    words = [one for one in rows if _is(is_word_on_taking_part, one)]
    promises = [one for one in rows if _is(is_promise, one)]
    calls = [one for one in rows if _is(is_call, one)]
    return Touches(
        **{name: _times(kind, rows) for name, kind in COUNTED.items()},
        last_at=rows[-1].happened_at if rows else None,
        called_at=calls[-1].happened_at if calls else None,
        word=words[-1].outcome if words else None,
        word_at=words[-1].happened_at if words else None,
        promised_on=promises[-1].promised_on if promises else None,
    )


def _times(kind: Kind, rows: list[Touch]) -> int:
    return len({one.mailing or number for number, one in enumerate(rows) if _is(kind, one)})


def _is(kind: Kind, one: Touch) -> bool:
    return kind(one.channel, one.direction, one.outcome)


@dataclass(frozen=True, slots=True)
class LocationStatus:
    """A location's status. What the asker may not know is left out: for the council no return is usable.

    ``answers`` is how many questions a draft has answered, None if unknown, as ``last_used_at`` is.
    ``given`` is the outcome that a person gave, ``given_because`` their reason.
    """

    place: AskedLocation
    touches: Touches = field(default_factory=Touches)
    used_at: datetime | None = None
    received_at: datetime | None = None
    is_usable: bool = False
    answers: int | None = None
    last_used_at: datetime | None = None
    given: LocationOutcome | None = None
    given_because: str = ""

    @property
    def is_received(self) -> bool:
        return self.received_at is not None

    @property
    def declined(self) -> ContactOutcome | None:
        """Return the decline that holds: the newest word counts, so a later promise cancels an earlier decline."""
        return self.touches.word if self.touches.word in DECLINED else None

    @property
    def is_engaged(self) -> bool:
        """Tell whether there is an inbound or answered contact, a registration, or use of the portal."""
        return self.touches.answered > 0 or self.used_at is not None or self.is_received
