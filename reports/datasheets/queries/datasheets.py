"""Datasheets for whoever may see them, what could be made into one, and an authority's own copy."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from reports.datasheets.domain.bands import FEWEST_AUTHORITIES
from reports.domain.service_words import service_in_words
from reports.models import Datasheet, DatasheetCopy, DatasheetMember, Release
from reports.permissions import makes_datasheets
from reports.queries.releases import standing_releases

# What has to be alike for figures to stand in one datasheet.
Alike = tuple[str, date, Decimal, str, Decimal | None]


@dataclass(frozen=True)
class ReleaseGroup:
    """Standing releases that may go together, one an authority; ``sha256`` names exactly these."""

    service: str
    price_date: date
    form_version: str
    occupancy_target: Decimal | None
    releases: tuple[Release, ...]

    @property
    def sha256(self) -> str:
        return sha256(",".join(sorted(str(one.id) for one in self.releases)).encode()).hexdigest()

    @property
    def service_words(self) -> str:
        return service_in_words(self.service)

    @property
    def is_enough(self) -> bool:
        return len(self.releases) >= FEWEST_AUTHORITIES

    @property
    def missing(self) -> int:
        return FEWEST_AUTHORITIES - len(self.releases)

    @property
    def tables(self) -> dict[str, Any]:
        return {str(one.authority_id): one.table for one in self.releases}

    @property
    def exercises(self) -> list[UUID]:
        return sorted(one.exercise_id for one in self.releases)


def release_groups(context: Context | None) -> list[ReleaseGroup]:
    """Return all that the asker could make datasheets of, the latest prices first.

    Nobody chooses among the authorities: a sheet with one more or less beside another would be a difference.
    """
    if not makes_datasheets(context):
        return []
    found: dict[Alike, dict[UUID, Release]] = defaultdict(dict)
    for one in standing_releases(context).order_by("approved_at"):
        found[_alike(one)][one.authority_id] = one
    groups = [
        ReleaseGroup(service, prices, form, occupancy, _by_name(releases.values()))
        for (service, prices, _, form, occupancy), releases in found.items()
    ]
    return sorted(groups, key=lambda group: (group.price_date, len(group.releases)), reverse=True)


def _alike(release: Release) -> Alike:
    exercise = release.exercise
    return (exercise.service, exercise.price_date, exercise.weeks, release.form_version, release.occupancy_target)


def _by_name(releases: Iterable[Release]) -> tuple[Release, ...]:
    return tuple(sorted(releases, key=lambda one: one.authority.name))


def datasheets_for(context: Context | None) -> QuerySet[Datasheet]:
    """Return the datasheets, the newest first.

    All for administrators; for regional leads and commissioners those that have an authority of theirs in them.
    """
    rows = Datasheet.objects.select_related("made_by").order_by("-made_at")
    if context is None:
        return rows.none()
    if context.role == RoleName.ADMINISTRATOR:
        return rows
    if context.role == RoleName.REGIONAL_LEAD:
        mine = DatasheetMember.objects.filter(authority_id__in=accounts.region_of(context))
    elif context.role == RoleName.COMMISSIONER:
        mine = DatasheetMember.objects.filter(authority_id=context.own_authority)
    else:
        return rows.none()
    return rows.filter(id__in=mine.order_by().values("datasheet_id"))


def datasheet_for(context: Context | None, datasheet_id: UUID) -> Datasheet | None:
    return datasheets_for(context).filter(id=datasheet_id).first()


def datasheet_of(context: Context | None, releases_sha256: str) -> Datasheet | None:
    """Return the datasheet of exactly these releases, if there is one."""
    return datasheets_for(context).filter(releases_sha256=releases_sha256).first()


def no_longer_standing(context: Context | None, datasheet: Datasheet) -> int:
    """Return how many of its releases were replaced or withdrawn since, of those whose authorities the asker sees."""
    members = DatasheetMember.objects.filter(datasheet=datasheet)
    if context is None:
        return 0
    if not makes_datasheets(context):
        members = members.filter(authority_id=context.own_authority)
    used = set(members.order_by().values_list("release_id", flat=True))
    return len(used) - standing_releases(context).filter(id__in=used).count()


def copy_of(context: Context | None, datasheet: Datasheet) -> DatasheetCopy | None:
    """Return the sealed copy of the asker's own authority, for its commissioners alone."""
    if context is None or context.role != RoleName.COMMISSIONER:
        return None
    return DatasheetCopy.objects.filter(datasheet=datasheet, authority_id=context.own_authority).first()
