"""Which location somebody means who names it in a file of their own."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from register.models import Authority, Location


def locations_called(authority_id: UUID, word: str, said: str = "") -> tuple[str, str] | None:
    """Return the ids of a location and its provider: as ``said`` before, by the CQC's number, else by its own name.

    A name counts where one home-care location of the authority bears it, or its provider has only that one there.
    """
    rows = Location.objects.order_by("id")
    if said and (place := _uuid(said)):
        return _only(rows.filter(id=place).values_list("id", "provider_id")[:2])
    if not word or said:
        return None
    by_number = rows.filter(cqc_location_id=word).values_list("id", "provider_id")
    here = rows.filter(Q(authority_id=authority_id) & Q(is_active=True))
    by_provider = here.filter(provider__cqc_provider_id=word, is_homecare=True).values_list("id", "provider_id")
    by_name = here.filter(name__iexact=word).values_list("id", "provider_id")
    by_its_provider = here.filter(provider__name__iexact=word, is_homecare=True).values_list("id", "provider_id")
    for found in (by_number, by_provider, by_name, by_its_provider):
        if only := _only(found[:2]):
            return only
    return None


def _only(found: object) -> tuple[str, str] | None:
    rows = list(found)  # type: ignore[call-overload]
    return (str(rows[0][0]), str(rows[0][1])) if len(rows) == 1 else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def authority_called(name: str) -> Authority | None:
    """Return, for a command, the authority of this name, whichever of its names that is."""
    called = Q(name__iexact=name.strip()) | Q(cqc_name__iexact=name.strip())
    rows = list(Authority.objects.filter(called)[:2])
    return rows[0] if len(rows) == 1 else None


def councils_by_word() -> dict[str, Authority]:
    """Return each council by both of its names in small letters; programme offices are none."""
    rows = Authority.objects.filter(is_programme_office=False)
    return {word.casefold(): row for row in rows for word in (row.cqc_name, row.name)}


def programme_office(authority_id: UUID) -> Authority | None:
    """Return the programme office of this id; None for a council."""
    return Authority.objects.filter(id=authority_id, is_programme_office=True).first()


def name_of_authority(authority_id: UUID) -> str:
    """Return what an authority is called; blank for one that there is not."""
    return Authority.objects.filter(id=authority_id).values_list("name", flat=True).first() or ""


def cqc_places(numbers: Iterable[str]) -> dict[str, tuple[str, bool, bool]]:
    """Return by CQC number what a location is called, whether it gives home care, and whether it is dormant."""
    rows = Location.objects.filter(cqc_location_id__in=list(numbers))
    named = rows.values_list("cqc_location_id", "name", "is_homecare", "is_dormant")
    return {number: (name, is_homecare, is_dormant) for number, name, is_homecare, is_dormant in named}


def home_care_of(authority_id: UUID) -> dict[str, str]:
    """Return the home-care locations of an authority, by id, with the provider where it is called otherwise."""
    rows = Location.objects.filter(authority_id=authority_id, is_homecare=True, is_active=True)
    named = rows.order_by("name", "id").values_list("id", "name", "provider__name")
    return {str(place): name if name == provider else f"{name} ({provider})" for place, name, provider in named}


def names_of_locations(ids: Iterable[str]) -> dict[str, str]:
    return {str(place): name for place, name in Location.objects.filter(id__in=list(ids)).values_list("id", "name")}


def postcodes_of_homecare(authority_id: UUID) -> frozenset[str]:
    """Return the postcodes at which an authority's home-care locations are registered."""
    rows = Location.objects.filter(authority_id=authority_id, is_homecare=True).exclude(postcode="")
    return frozenset(rows.values_list("postcode", flat=True))
