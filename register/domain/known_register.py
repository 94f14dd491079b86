"""What the register holds before an import, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from register.domain.directory import DatedRating, Detail


@dataclass(frozen=True, slots=True)
class KnownProvider:
    """A provider.

    ``brand_id`` is blank if its owner is no brand of the CQC's: the provider itself, or set by a person.
    """

    name: str
    brand_id: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class KnownLocation:
    provider_id: str
    authority: str
    is_active: bool
    details: Mapping[str, Detail]

    @property
    def name(self) -> str:
        return str(self.details["name"])


@dataclass(frozen=True)
class KnownRegister:
    """The register: authorities by the CQC's names, providers and locations by CQC ID, brands by brand ID.

    ``ratings``, by location and day, are read only where a list of ratings is compared with them.
    """

    authorities: frozenset[str] = frozenset()
    brands: Mapping[str, str] = field(default_factory=dict)
    providers: Mapping[str, KnownProvider] = field(default_factory=dict)
    locations: Mapping[str, KnownLocation] = field(default_factory=dict)
    ratings: Mapping[tuple[str, date], DatedRating] = field(default_factory=dict)
