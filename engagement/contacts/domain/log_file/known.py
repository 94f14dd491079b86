"""What a log's lines are held against: the locations, people and colleagues that the portal knows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody at a provider, or a colleague (``provider`` is None); who was merged has the key of whom into."""

    key: UUID
    name: str
    email: str
    provider: UUID | None = None


@dataclass(frozen=True, slots=True)
class LoggedLocation:
    key: UUID
    name: str
    provider: UUID


@dataclass(frozen=True)
class KnownLog:
    """``by_id`` and ``by_name`` are in small letters; ``taken`` are the keys of all entries there are or were."""

    by_id: Mapping[str, LoggedLocation]
    by_name: Mapping[str, tuple[LoggedLocation, ...]]
    people: tuple[KnownPerson, ...]
    colleagues: tuple[KnownPerson, ...]
    taken: frozenset[str]
    side: str
