"""Home-care locations for the rooms that measure a market: whose they are, and what they are called."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace, Upper

from register.domain.imports import ImportKind, ImportState
from register.models import Authority, Location, RegisterImport


@dataclass(frozen=True, slots=True)
class HomecarePlace:
    """A location with its provider and owner; ``provider_id`` is that of the register's row."""

    id: UUID
    cqc_id: str
    name: str
    provider_id: UUID
    provider: str
    owner_id: UUID
    authority_id: UUID | None
    rating: str


_COLUMNS = (
    "id", "cqc_location_id", "name", "provider_id", "provider__name", "provider__owner_id", "authority_id", "rating",
)  # fmt: skip


def homecare_places(authority_id: UUID) -> list[HomecarePlace]:
    rows = Location.objects.filter(authority_id=authority_id, is_homecare=True)
    return [HomecarePlace(*row) for row in rows.values_list(*_COLUMNS)]


def homecare_of_owners(owner_ids: Collection[UUID]) -> list[HomecarePlace]:
    """Return the active home-care locations of owners, wherever they are."""
    rows = Location.objects.filter(provider__owner_id__in=owner_ids, is_homecare=True, is_active=True)
    return [HomecarePlace(*row) for row in rows.values_list(*_COLUMNS)]


def authorities_of_homecare(provider_id: UUID) -> list[Authority]:
    """Return the authorities in which a provider has active home-care locations, by name."""
    here = Location.objects.filter(provider_id=provider_id, is_homecare=True, is_active=True).values("authority_id")
    return list(Authority.objects.filter(id__in=here).order_by("name"))


def last_directory_import() -> UUID | None:
    """Return the import of a directory that was applied last, for what compares owners between two."""
    done = RegisterImport.objects.filter(kind=ImportKind.DIRECTORY, state=ImportState.DONE)
    return done.order_by("-finished_at").values_list("id", flat=True).first()


def places_by_id(ids: Collection[UUID]) -> dict[UUID, HomecarePlace]:
    rows = Location.objects.filter(id__in=ids)
    return {row[0]: HomecarePlace(*row) for row in rows.values_list(*_COLUMNS)}


def postcodes_elsewhere(authority_id: UUID) -> frozenset[str]:
    """Return the postcodes of active home-care locations of all other authorities."""
    return frozenset(_elsewhere(authority_id).values_list("postcode", flat=True))


def homecare_elsewhere(authority_id: UUID, postcodes: Collection[str]) -> list[tuple[str, str, str, str, str]]:
    """Return active home-care locations of others at postcodes in capitals without spaces.

    Each is its name, provider, authority, postcode (written in the same way) and rating.
    """
    plain = _elsewhere(authority_id).annotate(plain=Upper(Replace("postcode", Value(" "), Value(""))))
    there = plain.filter(plain__in=list(postcodes)).annotate(whose=F("authority__name"))
    return list(there.values_list("name", "provider__name", "whose", "plain", "rating"))


def _elsewhere(authority_id: UUID) -> QuerySet[Location]:
    rows = Location.objects.filter(is_homecare=True, is_active=True, authority__isnull=False)
    return rows.exclude(authority_id=authority_id).exclude(postcode="")
