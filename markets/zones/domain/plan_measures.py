"""What a zone plan comes to: hours, rural share, travel, carbon and who works where, zone by zone and together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from numpy.random import default_rng

from markets.measures.domain.travel import FIXED_MINUTES, MEAN_ERROR, speed_of
from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan, apart, units_apart
from markets.zones.domain.zone_tours import km_between_visits

# Hours of one careworker's round, morning or evening: fewer than one of each are no work for anybody.
ROUND_HOURS_A_WEEK = 5.5 * 2 * 7
# A provider works in a zone from this share of its hours on.
WORKS_FROM = 0.05
URBAN = "U"
# Tours are drawn by one seed, so that two plans differ by their zones alone.
TOURS_SEED = 1


@dataclass(frozen=True, slots=True)
class ZoneMeasures:
    """A zone of a plan; hours a week, km by road, minutes a journey with its interval; None where nobody lives there.

    Without roads the mean of a zone is known to ± 15 % once calibrated: ``low_minutes`` and ``high_minutes`` say so.
    """

    zone: str
    units: int
    clients: int
    hours: float
    rural_hours: float
    km_between: float | None
    km_to_middle: float | None
    providers: tuple[str, ...]
    changing: int
    apart: tuple[str, ...]

    @property
    def rural_share(self) -> float | None:
        return self.rural_hours / self.hours if self.hours else None

    @property
    def rounds(self) -> int:
        """Return how many careworkers' days, morning and evening, its hours fill."""
        return int(self.hours // ROUND_HOURS_A_WEEK)

    @property
    def minutes(self) -> float | None:
        """Return minutes between two visits: two, and the way at the speed of town and country in their shares."""
        if self.km_between is None:
            return None
        rural = self.rural_share or 0.0
        return FIXED_MINUTES + 60 * self.km_between * ((1 - rural) / speed_of("U") + rural / speed_of("RSF"))

    @property
    def low_minutes(self) -> float | None:
        return None if self.minutes is None else self.minutes * (1 - float(MEAN_ERROR))

    @property
    def high_minutes(self) -> float | None:
        return None if self.minutes is None else self.minutes * (1 + float(MEAN_ERROR))


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """A whole plan; ``kept`` is the share of hours that stay in the zone they lie in now, 1 for today's plan."""

    zones: tuple[ZoneMeasures, ...]
    km_between: float | None
    worst_km: float | None
    changing: int
    kept: float | None


def plan_measures(plan: ZonePlan, units: Sequence[ZoneUnit], seed: int, today: ZonePlan | None = None) -> PlanMeasures:
    """Return the measures of a plan; ``today`` is the plan in force, by which who changes provider is counted.

    The same plan, units and seed give the same measures; a zone's tours do not depend on the other zones.
    """
    units = sorted(units, key=lambda unit: unit.key)
    islands, staying = units_apart(plan, units), _staying(plan, units)
    zones = tuple(_zone(zone, plan, units, seed, staying, islands.get(zone, ())) for zone in plan.zones)
    toured = [(each.km_between, each.hours) for each in zones if each.km_between is not None]
    hours = sum(weight for _, weight in toured)
    mean = sum(km * weight for km, weight in toured) / hours if hours else None
    kept = None if today is None else _kept(plan, today, units)
    return PlanMeasures(zones, mean, max((km for km, _ in toured), default=None), sum(z.changing for z in zones), kept)


def _zone(
    zone: str,
    plan: ZonePlan,
    units: Sequence[ZoneUnit],
    seed: int,
    staying: dict[str, set[str]],
    islands: tuple[str, ...],
) -> ZoneMeasures:
    inside = frozenset(plan.units_in(zone))
    own = [unit for unit in units if unit.key in inside]
    clients = [client for unit in own for client in unit.clients]
    hours = sum(unit.hours for unit in own)
    rng = default_rng([seed, *zone.encode()])
    return ZoneMeasures(
        zone,
        len(own),
        len(clients),
        hours,
        sum(client.hours for client in clients if not client.ruc.startswith(URBAN)),
        km_between_visits([client.place for client in clients], rng),
        _km_to_middle(own, hours),
        tuple(sorted(staying[zone])),
        sum(client.provider not in staying[zone] for client in clients),
        islands,
    )


def _km_to_middle(units: Sequence[ZoneUnit], hours: float) -> float | None:
    """Return the mean way of an hour of care to the middle of its zone's hours, in a straight line."""
    if not hours:
        return None
    middle = (
        round(sum(unit.middle[0] * unit.hours for unit in units) / hours),
        round(sum(unit.middle[1] * unit.hours for unit in units) / hours),
    )
    return sum(apart(unit.middle, middle) * unit.hours for unit in units) / hours / 1000


def _staying(plan: ZonePlan, units: Sequence[ZoneUnit]) -> dict[str, set[str]]:
    """Return who works in each zone: from a twentieth of its hours on. A client of anybody else changes hands."""
    hours: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    zone_of = plan.by_unit
    for unit in units:
        for provider, own in unit.hours_by_provider.items():
            hours[zone_of.get(unit.key, "")][provider] += own
    return {
        zone: {who for who, own in hours[zone].items() if own >= WORKS_FROM * sum(hours[zone].values())}
        for zone in plan.zones
    }


def _kept(plan: ZonePlan, today: ZonePlan, units: Sequence[ZoneUnit]) -> float | None:
    """Return the share of hours that stay within today's zone, each beside the new one that is most like it."""
    together: defaultdict[tuple[str, str], float] = defaultdict(float)
    now, then = today.by_unit, plan.by_unit
    for unit in units:
        together[now.get(unit.key, ""), then.get(unit.key, "")] += unit.hours
    total, alike = sum(together.values()), _most_alike(together)
    return sum(hours for (a, b), hours in together.items() if alike.get(a) == b) / total if total else None


def _most_alike(together: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Pair today's zones with new ones, those first that have most hours in common; each is paired once."""
    paired: dict[str, str] = {}
    for (before, after), _ in sorted(together.items(), key=lambda each: (-each[1], each[0])):
        if before not in paired and after not in paired.values():
            paired[before] = after
    return paired
