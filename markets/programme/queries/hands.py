"""The care that a programme moves, who is named for a zone, and who changes hands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.domain.context import Context
from markets.models import MarketProgramme
from markets.permissions import can_look_after_tables
from markets.profiles.queries import names_of
from markets.programme.domain.care_on_books import CareOnBooks, care_in_packages, care_in_visits
from markets.programme.domain.changing_hands import hands_counted
from markets.programme.domain.phases import phases_in
from markets.programme.domain.shown_hands import ShownHandOver, shown_hands
from markets.programme.queries.programmes import choices_of, named_of, zones_of
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_values import packages_from
from markets.tables.queries import rows_that_hold
from markets.zones.queries import plan_of, units_of_ground
from register import queries as register


def clients_on_books(row: MarketProgramme, day: date) -> frozenset[str]:
    """Return the pseudonyms of those who have a package on a day, or will have one."""
    found = packages_from(_packages(row))
    return frozenset(one.client for one in found if one.until is None or one.until >= day)


def care_of(row: MarketProgramme, day: date) -> CareOnBooks:
    """Return the care that a programme moves, as it is on the books on a day."""
    packages = care_in_packages(packages_from(_packages(row)), zones_of(row), day)
    plan, units = plan_of(row.zone_plan), units_of_ground(row.zone_plan.ground)
    return packages if packages.are_placed else care_in_visits(plan, units)


def hands_of(context: Context | None, row: MarketProgramme, day: date) -> tuple[ShownHandOver, bool] | None:
    """Return who changes hands, and whether it is counted of visits; None for whoever sees no packages."""
    if not can_look_after_tables(context):
        return None
    books, phases = care_of(row, day), phases_in(row.phases)
    counted = hands_counted(phases, row.providers, books.care, choices_of(context, row))
    return shown_hands(counted, phases, names_of(counted.by_provider), books.elsewhere), books.is_of_visits


def providers_to_name(row: MarketProgramme, care: CareOnBooks) -> dict[str, str]:
    """Return who may be named for a zone: home-care locations of the area, and whoever has packages now, by name."""
    known = register.home_care_of(row.authority_id)
    there = {one.provider for one in care.care} - known.keys()
    found = known | names_of(there | named_of(row) - known.keys())
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def providers_now(care: CareOnBooks, zone: str) -> frozenset[str]:
    return frozenset(one.provider for one in care.care if one.zone == zone)


def _packages(row: MarketProgramme) -> Sequence[dict[str, Any]]:
    _, rows = rows_that_hold(row.authority_id).get(MarketTableKind.PACKAGES, ("", []))
    return rows
