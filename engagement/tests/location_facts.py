"""Test support: facts of locations in as few words as possible."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.coverage.domain.location_status import (
    AskedLocation,
    LocationStatus,
    Touch,
    Touches,
    gathered,
)

MOMENT = datetime(2026, 11, 12, 10, tzinfo=UTC)


def place(number: int = 1, provider: int | None = None, **changed: object) -> AskedLocation:
    provider = number if provider is None else provider
    values = {"name": f"Home {number}", "provider_name": f"Provider {provider}", "weight": Decimal(10)}
    return AskedLocation(participation_id=UUID(int=number), provider_id=UUID(int=provider), **(values | changed))


def facts(
    number: int = 1, *, touches: Touches | None = None, of: dict[str, object] | None = None, **known: object
) -> LocationStatus:
    return LocationStatus(place=place(number, **(of or {})), touches=touches or Touches(), **known)


def touch(
    channel: Channel = Channel.CALL,
    outcome: ContactOutcome = ContactOutcome.NO_ANSWER,
    direction: Direction = Direction.OUT,
    day: int = 1,
    **changed: object,
) -> Touch:
    moment = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Touch(channel, direction, outcome, **({"happened_at": moment, "logged_at": moment} | changed))


def touched(*touches: Touch) -> LocationStatus:
    return facts(touches=gathered(touches))
