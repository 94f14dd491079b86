"""What the register holds of an exercise before a council's list is taken in, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """A location that takes part, with what councils' lists may change of it; ``provider`` is the register's key."""

    name: str
    provider: str
    weight: Decimal | None
    zone: str
    size_band: str
    is_contracted: bool | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to contact; ``key`` is the register's, ``locations`` are CQC location IDs.

    ``is_merged``: what is known of somebody who turned out to be another person; ``key`` is that one's, who only learns
    further locations from it.
    """

    key: str
    provider: str
    name: str
    email: str
    phone: str
    job: str
    locations: tuple[str, ...]
    is_merged: bool = False


@dataclass(frozen=True)
class KnownExercise:
    """``asked`` by location ID; ``elsewhere`` says of locations that do not take part why that may be."""

    service: str
    asked: Mapping[str, Asked]
    people: tuple[Person, ...] = ()
    elsewhere: Mapping[str, str] | None = None
