"""The care that a programme moves: packages by zone of the plan and provider, or clients seen in the visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markets.measures.domain.care_packages import CarePackage
from markets.tables.domain.table_kinds import plain
from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan


@dataclass(frozen=True, slots=True)
class CareNow:
    """What one client has of one provider in one zone, in hours a week; of visits no client is known."""

    zone: str
    provider: str
    hours: Fraction
    client: str = ""


@dataclass(frozen=True, slots=True)
class CareOnBooks:
    """All of it, and how many packages lie in no zone of the plan; ``is_of_visits`` where packages cannot be placed."""

    care: tuple[CareNow, ...]
    elsewhere: int = 0
    is_of_visits: bool = False

    @property
    def are_placed(self) -> bool:
        """Tell whether at least half of the packages lie in a zone of the plan: else the visits know better."""
        return bool(self.care) and len(self.care) >= self.elsewhere


def care_in_packages(packages: Iterable[CarePackage], zones: Iterable[str], day: date) -> CareOnBooks:
    """Return the packages on the books on a day, by zones of the same name as the plan's."""
    named = {plain(zone): zone for zone in zones}
    found: dict[tuple[str, str, str], Fraction] = {}
    elsewhere = 0
    for one in packages:
        if not one.days_within(day, day):
            continue
        zone = named.get(plain(one.zone))
        if zone is None:
            elsewhere += 1
            continue
        key = (zone, one.provider, one.client)
        found[key] = found.get(key, Fraction()) + one.hours
    care = (CareNow(zone, provider, hours, client) for (zone, provider, client), hours in found.items())
    return CareOnBooks(tuple(care), elsewhere)


def care_in_visits(plan: ZonePlan, units: Sequence[ZoneUnit]) -> CareOnBooks:
    """Return the clients of the ground on which the plan is drawn, by zone of the plan."""
    zone_of = plan.by_unit
    care = tuple(
        CareNow(zone_of[unit.key], one.provider, Fraction(str(one.hours)))
        for unit in units
        if unit.key in zone_of
        for one in unit.clients
    )
    return CareOnBooks(care, is_of_visits=True)
