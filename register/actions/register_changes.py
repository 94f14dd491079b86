"""Apply a plan to the register, in bulk, in one transaction, one plan at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeVar
from uuid import UUID

from django.db import models

from accounts.actions import advisory_lock
from register.domain.directory import DatedRating, Listed
from register.domain.import_plan import ChangedRow, ImportPlan, Thing
from register.domain.key_questions import KEY_QUESTIONS
from register.domain.known_register import KnownLocation, KnownProvider, KnownRegister
from register.domain.table_headings import plain
from register.models import (
    Authority,
    Location,
    LocationRating,
    Owner,
    Provider,
)

Row = TypeVar("Row", bound=models.Model)
DETAILS = (
    "name",
    "postcode",
    "region",
    "is_homecare",
    "is_care_home",
    "has_nursing",
    "is_without_nursing",
    "is_for_older_people",
    "is_dormant",
    "beds",
    "rating",
)
AT_ONCE = 2_000
_LINKS = ("provider__cqc_provider_id", "authority__cqc_name")


def take_turn() -> None:
    """Hold the register until the transaction ends, so that two imports never plan on the same state."""
    advisory_lock.take_turn("the register")


def known_register(*, with_ratings: bool = False) -> KnownRegister:
    """Return the whole register as plain values, against which a plan is made."""
    brands = Owner.objects.exclude(cqc_brand_id=None).values_list("cqc_brand_id", "name")
    providers = Provider.objects.values_list("cqc_provider_id", "name", "owner__cqc_brand_id", "owner__name")
    locations = Location.objects.values_list("cqc_location_id", *_LINKS, "is_active", *DETAILS)
    return KnownRegister(
        authorities=frozenset(Authority.objects.values_list("cqc_name", flat=True)),
        brands={brand or "": name for brand, name in brands},
        providers={key: KnownProvider(name, brand or "", owner) for key, name, brand, owner in providers},
        locations={
            key: KnownLocation(provider, authority or "", is_active, dict(zip(DETAILS, details, strict=True)))
            for key, provider, authority, is_active, *details in locations.iterator(AT_ONCE)
        },
        ratings=_known_ratings() if with_ratings else {},
    )


def _known_ratings() -> dict[tuple[str, date], DatedRating]:
    fields = tuple(KEY_QUESTIONS.values())
    rows = LocationRating.objects.order_by().values_list(
        "location__cqc_location_id", "rated_on", "overall", "is_inherited", *fields
    )
    known = {}
    for number, day, overall, is_inherited, *answers in rows.iterator(AT_ONCE):
        questions = tuple((name, words) for name, words in zip(fields, answers, strict=True) if words)
        known[number, day] = DatedRating(number, day, overall, questions, is_inherited)
    return known


def apply(plan: ImportPlan, *, today: date) -> None:
    """Apply a plan, inside the transaction and the turn in which it was made."""
    Authority.objects.bulk_create(Authority(name=name, cqc_name=name) for name in plan.new_authorities)
    Owner.objects.bulk_create(Owner(cqc_brand_id=brand.id, name=brand.name) for brand in plan.new_brands)
    for owner in plan.changed_of(Thing.OWNER):
        Owner.objects.filter(cqc_brand_id=owner.key).update(name=owner.fields[0].new)
    _add_providers(plan)
    _change_providers(plan.changed_of(Thing.PROVIDER))
    _put_locations(plan, today)
    _put_ratings(plan.ratings)
    for some in _portions([each.location_id for each in plan.not_listed]):
        Location.objects.filter(cqc_location_id__in=some).update(is_active=False)


def _add_providers(plan: ImportPlan) -> None:
    brands = _brands()
    own = {each.id: Owner(name=each.name) for each in plan.new_providers if each.brand is None}
    Owner.objects.bulk_create(own.values(), AT_ONCE)
    Provider.objects.bulk_create(
        (
            Provider(
                cqc_provider_id=each.id, name=each.name, owner=brands[each.brand.id] if each.brand else own[each.id]
            )
            for each in plan.new_providers
        ),
        AT_ONCE,
    )


def _brands() -> dict[str, Owner]:
    return {owner.cqc_brand_id: owner for owner in Owner.objects.exclude(cqc_brand_id=None) if owner.cqc_brand_id}


def _change_providers(changed: Sequence[ChangedRow]) -> None:
    brands, fields = _brands(), {each.key: {field.field: field.new for field in each.fields} for each in changed}
    touched = []
    for some in _portions(list(fields)):
        for provider in Provider.objects.select_related("owner").filter(cqc_provider_id__in=some):
            _change_provider(provider, fields[provider.cqc_provider_id], brands)
            touched.append(provider)
    _put(Provider, touched, "cqc_provider_id", ("name", "owner"))


def _change_provider(provider: Provider, new: Mapping[str, object], brands: dict[str, Owner]) -> None:
    """Change a provider's name and brand.

    A provider that is its own owner keeps being so under its new name; one that loses its brand becomes its own owner.
    """
    name = str(new.get("name", provider.name))
    if provider.owner.cqc_brand_id is None and provider.owner.name == provider.name != name:
        Owner.objects.filter(id=provider.owner_id).update(name=name)
    provider.name = name
    if "brand_id" in new:
        brand = str(new["brand_id"])
        provider.owner = brands[brand] if brand else Owner.objects.create(name=name)


def _put_locations(plan: ImportPlan, today: date) -> None:
    links = _Links.of_the_register(today)
    new_rows = (links.placed(Location(cqc_location_id=each.location_id), _all_of(each)) for each in plan.new_locations)
    Location.objects.bulk_create(new_rows, AT_ONCE)
    fields = {each.key: {f.field: f.new for f in each.fields} for each in plan.changed_of(Thing.LOCATION)}
    for some in _portions(list(fields)):
        rows = Location.objects.filter(cqc_location_id__in=some)
        changed = [links.placed(row, fields[row.cqc_location_id]) for row in rows]
        _put(Location, changed, "cqc_location_id", (*DETAILS, "provider", "authority", "is_active", "listed_on"))


def _put_ratings(ratings: Sequence[DatedRating]) -> None:
    """Add ratings with their days; one that the CQC has published anew for the same day takes the other's place."""
    for start in range(0, len(ratings), AT_ONCE):
        some = ratings[start : start + AT_ONCE]
        rows = Location.objects.filter(cqc_location_id__in=[each.location_id for each in some])
        keys = dict(rows.values_list("cqc_location_id", "id"))
        LocationRating.objects.bulk_create(
            (_rating(each, keys[each.location_id]) for each in some),
            AT_ONCE,
            update_conflicts=True,
            unique_fields=["location", "rated_on"],
            update_fields=["overall", "is_inherited", *KEY_QUESTIONS.values()],
        )


def _rating(each: DatedRating, location_id: UUID) -> LocationRating:
    told = {**dict.fromkeys(KEY_QUESTIONS.values(), ""), **dict(each.questions)}
    return LocationRating(
        location_id=location_id, rated_on=each.rated_on, overall=each.overall, is_inherited=each.is_inherited, **told
    )


@dataclass(frozen=True)
class _Links:
    """A cache of the database keys behind the CQC's IDs and names."""

    providers: dict[str, UUID]
    authorities: dict[str, UUID]
    today: date

    @classmethod
    def of_the_register(cls, today: date) -> Self:
        councils = Authority.objects.filter(is_programme_office=False)
        authorities = {plain(name): key for name, key in councils.values_list("cqc_name", "id")}
        return cls(dict(Provider.objects.values_list("cqc_provider_id", "id")), authorities, today)

    def placed(self, location: Location, new: Mapping[str, object]) -> Location:
        for field, value in new.items():
            if field == "provider":
                location.provider_id = self.providers[str(value)]
            elif field == "authority":
                location.authority_id = self.authorities.get(plain(str(value)))
            else:
                setattr(location, field, value)
        if new.get("is_active"):
            location.listed_on = self.today
        return location


def _all_of(listed: Listed) -> dict[str, object]:
    return {**listed.details, "provider": listed.provider_id, "authority": listed.authority, "is_active": True}


def _put(model: type[Row], rows: Iterable[Row], unique: str, fields: Sequence[str]) -> None:
    """Insert rows, or overwrite those that are there, in a few statements: an UPDATE a row would take minutes."""
    model._default_manager.bulk_create(
        rows, AT_ONCE, update_conflicts=True, unique_fields=[unique], update_fields=list(fields)
    )


def _portions(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
