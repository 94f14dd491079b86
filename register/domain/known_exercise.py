"""What the register holds of an exercise before a council's list is imported, as plain values."""

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
    """A person to contact; ``key`` is the register's, ``locations`` are CQC location IDs.

    ``is_merged``: this person was merged into another, whose key ``key`` is, and who only gains further locations
    from a list.
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
    """An exercise with ``asked`` by location ID; ``elsewhere`` says why other locations do not take part."""

    service: str
    asked: Mapping[str, Asked]
    people: tuple[Person, ...] = ()
    elsewhere: Mapping[str, str] | None = None
