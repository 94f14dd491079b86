"""The locations, people and colleagues that the portal knows, as values to match a log's lines with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from register.domain.place_names import NamedLocation


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person at a provider, or a colleague (``provider`` is None); a merged one has the key of the kept one."""

    key: UUID
    name: str
    email: str
    provider: UUID | None = None


@dataclass(frozen=True)
class KnownLog:
    """What the portal knows.

    ``by_id`` and ``by_name`` are in small letters, ``taken`` are the keys of all entries ever, ``providers`` are names.
    """

    by_id: Mapping[str, NamedLocation]
    by_name: Mapping[str, tuple[NamedLocation, ...]]
    people: tuple[KnownPerson, ...]
    colleagues: tuple[KnownPerson, ...]
    taken: frozenset[str]
    side: str
    providers: Mapping[UUID, str] = field(default_factory=dict)
