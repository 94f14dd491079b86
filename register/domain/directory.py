"""The locations of a directory and the ratings of a list of ratings, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    """A location as a directory lists it; ``authority`` is blank and ``brand`` is None if none is named."""

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
    """A directory that was read.

    ``says_brands`` is False for a layout without them; ``repeated`` counts duplicate rows.

    ``named`` holds every location ID of the file, also those of rows that cannot be used.
    """

    layout: LayoutName
    listed: tuple[Listed, ...]
    faults: tuple[Fault, ...]
    repeated: int
    says_brands: bool
    named: frozenset[str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedRating:
    """A location's rating as it was published on a day; ``questions`` are those of the key questions, by field."""

    location_id: str
    rated_on: date
    overall: str
    questions: tuple[tuple[str, str], ...] = ()
    is_inherited: bool = False


@dataclass(frozen=True)
class Ratings:
    """A list of ratings that was read: the overall rating by location ID, and each that has a day, with its day."""

    layout: LayoutName
    overall: Mapping[str, str]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    dated: tuple[DatedRating, ...] = ()
