"""The planned changes of an import as a value: previewed by a person, then applied as previewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from register.domain.directory import Brand, DatedRating, Detail, Listed
from register.domain.row_faults import Fault

_MANY, _LARGE_SHARE = 100, 0.25


class Thing(StrEnum):
    OWNER = "owner"
    PROVIDER = "provider"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    old: Detail
    new: Detail


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A changed row of the register; ``key`` is the CQC's ID, ``name`` its name before the change."""

    thing: Thing
    key: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class NewProvider:
    """A provider that is added; without a brand it becomes its own owner."""

    id: str
    name: str
    brand: Brand | None


@dataclass(frozen=True, slots=True)
class NotListed:
    """A location that the register has and the directory no longer lists: it becomes inactive, never deleted."""

    location_id: str
    name: str
    authority: str


@dataclass(frozen=True)
class ImportPlan:
    """All changes of an import; ``unchanged`` counts locations, ``unknown`` are rated locations not in the register.

    ``ratings`` are those of a day that the register has not, or has otherwise.
    """

    new_authorities: tuple[str, ...] = ()
    new_brands: tuple[Brand, ...] = ()
    new_providers: tuple[NewProvider, ...] = ()
    new_locations: tuple[Listed, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    not_listed: tuple[NotListed, ...] = ()
    ratings: tuple[DatedRating, ...] = ()
    unchanged: int = 0
    known_active: int = 0
    unknown: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(self._parts())

    def _parts(self) -> tuple[tuple[object, ...], ...]:
        return (
            self.new_authorities,
            self.new_brands,
            self.new_providers,
            self.new_locations,
            self.changed,
            self.not_listed,
            self.ratings,
        )

    @cached_property
    def sha256(self) -> str:
        """Return the digest of all changes: a plan that is made again and differs in anything has another digest."""
        digest = sha256()
        for part in self._parts():
            digest.update(f"{len(part)};".encode())
            for each in part:
                digest.update(repr(each).encode())
        return digest.hexdigest()

    def changed_of(self, thing: Thing) -> tuple[ChangedRow, ...]:
        return tuple(each for each in self.changed if each.thing == thing)

    @property
    def drops_many(self) -> bool:
        """Tell whether so many locations are no longer listed that part of the directory may be missing.

        A person must agree.
        """
        return len(self.not_listed) > max(_MANY, self.known_active * _LARGE_SHARE)


def field_changes(old: Iterable[tuple[str, Detail]], new: dict[str, Detail]) -> tuple[FieldChange, ...]:
    """Return the fields of ``new`` whose values differ from ``old``; fields that ``new`` lacks stay."""
    return tuple(FieldChange(name, was, new[name]) for name, was in old if name in new and new[name] != was)
