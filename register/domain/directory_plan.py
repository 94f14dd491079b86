"""Plan the changes from what a directory lists and what the register holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from register.domain.directory import (
    Brand,
    Detail,
    Directory,
    Listed,
    Ratings,
)
from register.domain.import_plan import (
    ChangedRow,
    FieldChange,
    ImportPlan,
    NewProvider,
    NotListed,
    Thing,
    field_changes,
)
from register.domain.known_register import KnownLocation, KnownProvider, KnownRegister
from register.domain.table_headings import plain

# The directory with filters shows this for some locations of several services that do have a rating.
_NO_RATING = frozenset({"", "not rated"})


def plan_of(found: Directory | Ratings, known: KnownRegister, authority: str = "") -> ImportPlan:
    """Plan the changes of one authority, by the CQC's name for it, or of all if the name is blank."""
    if isinstance(found, Ratings):
        return _plan_of_ratings(found, known, authority)
    return _Planning(found, known, authority).plan()


def authorities_of(found: Directory | Ratings, known: KnownRegister) -> dict[str, str]:
    """Return every authority that can be asked for, as its name by the form in which names are compared."""
    listed = {each.authority for each in found.listed} if isinstance(found, Directory) else set()
    return {plain(name): name for name in sorted(listed - {""})} | {plain(name): name for name in known.authorities}


@dataclass
class _Planning:
    directory: Directory
    known: KnownRegister
    authority: str
    providers: dict[str, NewProvider] = field(default_factory=dict)

    def plan(self) -> ImportPlan:
        rows = [each for each in self.directory.listed if self._is_in_scope(each)]
        self._gather_providers(rows)
        new = tuple(each for each in rows if each.location_id not in self.known.locations)
        changed = tuple(self._changed_locations(rows))
        return ImportPlan(
            new_authorities=self._new_authorities(rows),
            new_brands=tuple(brand for key, brand in self._brands.items() if key not in self.known.brands),
            new_providers=tuple(each for key, each in self.providers.items() if key not in self.known.providers),
            new_locations=new,
            changed=(*self._changed_owners(), *self._changed_providers(), *changed),
            not_listed=tuple(self._not_listed()),
            unchanged=len(rows) - len(new) - len(changed),
            known_active=sum(self._may_miss(each) for each in self.known.locations.values()),
            faults=self.directory.faults,
        )

    def _is_in_scope(self, listed: Listed) -> bool:
        """Tell whether a location counts for the authority asked for.

        It is listed there, or the register has it there.
        """
        if not self.authority or plain(listed.authority) == plain(self.authority):
            return True
        known = self.known.locations.get(listed.location_id)
        return known is not None and plain(known.authority) == plain(self.authority)

    def _gather_providers(self, rows: list[Listed]) -> None:
        """Take for each provider the first name and the first brand that any of its locations has."""
        for row in rows:
            first = self.providers.get(row.provider_id)
            if first is None or (first.brand is None and row.brand is not None):
                name = first.name if first else row.provider_name
                self.providers[row.provider_id] = NewProvider(row.provider_id, name, row.brand)

    @cached_property
    def _spelling(self) -> Mapping[str, str]:
        """Return the register's spelling of an authority's name, or else the directory's first."""
        spelling = {plain(name): name for name in self.known.authorities}
        for row in self.directory.listed:
            spelling.setdefault(plain(row.authority), row.authority)
        return spelling

    def _new_authorities(self, rows: list[Listed]) -> tuple[str, ...]:
        named = {self._spelling[plain(row.authority)] for row in rows}
        return tuple(sorted(named - self.known.authorities - {""}))

    @cached_property
    def _brands(self) -> Mapping[str, Brand]:
        brands: dict[str, Brand] = {}
        for each in self.providers.values():
            if each.brand is not None:
                brands.setdefault(each.brand.id, each.brand)
        return brands

    def _changed_owners(self) -> Iterator[ChangedRow]:
        for key, brand in self._brands.items():
            was = self.known.brands.get(key, brand.name)
            if was != brand.name:
                yield ChangedRow(Thing.OWNER, key, was, (FieldChange("name", was, brand.name),))

    def _changed_providers(self) -> Iterator[ChangedRow]:
        for key, now in self.providers.items():
            was = self.known.providers.get(key)
            if was is not None and (fields := tuple(self._provider_changes(was, now))):
                yield ChangedRow(Thing.PROVIDER, key, was.name, fields)

    def _provider_changes(self, was: KnownProvider, now: NewProvider) -> Iterator[FieldChange]:
        """Return what changes of a provider.

        An owner that is no brand was set by a person, or is the provider itself: only a brand replaces it.
        """
        if was.name != now.name:
            yield FieldChange("name", was.name, now.name)
        if not self.directory.says_brands:
            return
        brand_id = now.brand.id if now.brand else ""
        if brand_id != was.brand_id:
            yield FieldChange("brand_id", was.brand_id, brand_id)

    def _changed_locations(self, rows: list[Listed]) -> Iterator[ChangedRow]:
        for row in rows:
            was = self.known.locations.get(row.location_id)
            if was is not None and (fields := self._location_changes(was, row)):
                yield ChangedRow(Thing.LOCATION, row.location_id, was.name, fields)

    def _location_changes(self, was: KnownLocation, row: Listed) -> tuple[FieldChange, ...]:
        old: dict[str, Detail] = {
            **was.details,
            "provider": was.provider_id,
            "authority": was.authority,
            "is_active": was.is_active,
        }
        new: dict[str, Detail] = {
            **row.details,
            "provider": row.provider_id,
            "authority": self._spelling[plain(row.authority)],
            "is_active": True,
        }
        if _is_no_rating(new.get("rating")) and not _is_no_rating(old["rating"]):
            new["rating"] = old["rating"]
        return field_changes(old.items(), new)

    def _not_listed(self) -> Iterator[NotListed]:
        for key, was in self.known.locations.items():
            if key not in self.directory.named and self._may_miss(was):
                yield NotListed(key, was.name, was.authority)

    def _may_miss(self, was: KnownLocation) -> bool:
        """Tell whether a location may be missing from the directory.

        One that lists nothing at an authority says nothing of it.
        """
        return was.is_active and plain(was.authority) in self._spoken_of

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        listed = frozenset(plain(row.authority) for row in self.directory.listed)
        return listed & {plain(self.authority)} if self.authority else listed


def _is_no_rating(rating: Detail) -> bool:
    return str(rating or "").casefold() in _NO_RATING


def _older_than_known(ratings: Ratings, known: KnownRegister) -> frozenset[str]:
    """Return the locations of which a later rating is known: an older file adds to their past, and changes no more."""
    latest: dict[str, date] = {}
    for key, day in known.ratings:
        latest[key] = max(day, latest.get(key, day))
    return frozenset(
        each.location_id for each in ratings.dated if each.rated_on < latest.get(each.location_id, date.min)
    )


def _plan_of_ratings(ratings: Ratings, known: KnownRegister, authority: str) -> ImportPlan:
    rated = [(key, new, known.locations[key]) for key, new in ratings.overall.items() if key in known.locations]
    rated = [each for each in rated if not authority or plain(each[2].authority) == plain(authority)]
    is_older = _older_than_known(ratings, known)
    changed = tuple(
        ChangedRow(Thing.LOCATION, key, was.name, (FieldChange("rating", was.details["rating"], new),))
        for key, new, was in rated
        if was.details["rating"] != new and key not in is_older
    )
    unknown = len(ratings.overall) - sum(key in known.locations for key in ratings.overall)
    asked = {key for key, _, _ in rated}
    dated = tuple(
        each
        for each in ratings.dated
        if each.location_id in asked and known.ratings.get((each.location_id, each.rated_on)) != each
    )
    return ImportPlan(
        changed=changed,
        ratings=dated,
        unchanged=len(rated) - len(changed),
        unknown=unknown,
        faults=ratings.faults,
    )
