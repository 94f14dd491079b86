"""Who would hand clients over if a zone plan came into force: those who do not work in the zone where these live."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markets.zones.domain.plan_measures import PlanMeasures
from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A provider's clients and hours a week that would go to others, and in which zones."""

    provider: str
    clients: int
    hours: float
    zones: tuple[str, ...]


def handed_over(plan: ZonePlan, units: Sequence[ZoneUnit], measures: PlanMeasures) -> tuple[HandedOver, ...]:
    """Return who would hand over, most clients first; the clients add up to those of the plan that change."""
    staying = {zone.zone: frozenset(zone.providers) for zone in measures.zones}
    zone_of = plan.by_unit
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for unit in units:
        zone = zone_of.get(unit.key, "")
        for client in unit.clients:
            if zone in staying and client.provider not in staying[zone]:
                found[client.provider].append((zone, client.hours))
    rows = (
        HandedOver(who, len(own), sum(hours for _, hours in own), tuple(sorted({zone for zone, _ in own})))
        for who, own in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.clients, row.provider)))
