"""What a directory lists, and what a list of ratings rates."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.domain.directory_layouts import LayoutName
from register.domain.row_faults import Fault

# A fact of a location by the name of its field; what a file does not say is not there.
Detail = str | bool | int | None


@dataclass(frozen=True, slots=True)
class Brand:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One location as a directory lists it; ``authority`` is blank where none is named, ``brand`` None likewise."""

    location_id: str
    provider_id: str
    provider_name: str
    authority: str
    brand: Brand | None
    details: Mapping[str, Detail]

    @property
    def name(self) -> str:
        return str(self.details["name"])


@dataclass(frozen=True)
class Directory:
    """``says_brands`` is False for a layout without them; ``repeated`` counts rows that only say the same again.

    ``named`` holds every location ID of the file, also of rows that cannot be used.
    """

    layout: LayoutName
    listed: tuple[Listed, ...]
    faults: tuple[Fault, ...]
    repeated: int
    says_brands: bool
    named: frozenset[str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ratings:
    """The overall rating by location ID."""

    layout: LayoutName
    overall: Mapping[str, str]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
