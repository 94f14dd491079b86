"""A zone plan: which unit lies in which zone, frozen and named by a digest; units that lie apart from their zone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import hypot

from markets.measures.domain.travel import Point
from markets.zones.domain.units import ZoneUnit

MOST_ZONES, LONGEST_NAME = 60, 60
# Neighbours are nearer than this many times the way to the nearest one of either.
NEAR = 1.75


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """A plan as pairs of unit and zone, in the order of units."""

    zone_of: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, zones: Mapping[str, str]) -> "ZonePlan":
        return cls(tuple(sorted(zones.items())))

    @property
    def by_unit(self) -> dict[str, str]:
        return dict(self.zone_of)

    @property
    def zones(self) -> tuple[str, ...]:
        return tuple(sorted({zone for _, zone in self.zone_of}))

    @property
    def digest(self) -> str:
        return sha256(json.dumps(self.zone_of, ensure_ascii=False).encode()).hexdigest()

    def moved(self, units: Iterable[str], zone: str) -> "ZonePlan":
        """Return the plan with these units in a zone; a unit that it does not know is passed over."""
        known = self.by_unit
        return ZonePlan.of(known | {unit: zone for unit in units if unit in known})

    def units_in(self, zone: str) -> tuple[str, ...]:
        return tuple(unit for unit, where in self.zone_of if where == zone)


def plan_faults(plan: ZonePlan, units: Sequence[ZoneUnit]) -> list[str]:
    """Return what is wrong with a plan in words; none where it can be frozen."""
    known, needed = plan.by_unit, [unit.key for unit in units]
    missing = [key for key in needed if not known.get(key, "").strip()]
    faults = []
    if missing:
        more = f" and {len(missing) - 3:,} more" if len(missing) > 3 else ""
        faults.append(f"These units lie in no zone: {', '.join(missing[:3])}{more}.")
    if len(plan.zones) > MOST_ZONES:
        faults.append(f"There are {len(plan.zones):,} zones; at most {MOST_ZONES} can be compared.")
    long = next((zone for zone in plan.zones if len(zone) > LONGEST_NAME or not zone.isprintable()), "")
    return [*faults, f"“{long[:40]}” cannot be a zone's name: at most {LONGEST_NAME} letters."] if long else faults


def units_apart(plan: ZonePlan, units: Sequence[ZoneUnit]) -> dict[str, tuple[str, ...]]:
    """Return for each zone the units that do not hang together with its largest part, by hours."""
    near, by_key = neighbours(units), {unit.key: unit for unit in units}
    found = {}
    for zone in plan.zones:
        parts = _parts({key for key in plan.units_in(zone) if key in by_key}, near)
        parts.sort(key=lambda part: (-sum(by_key[key].hours for key in part), sorted(part)))
        apart = tuple(sorted(key for part in parts[1:] for key in part))
        if apart:
            found[zone] = apart
    return found


def neighbours(units: Sequence[ZoneUnit]) -> dict[str, set[str]]:
    """Return the neighbours of each unit: those within NEAR times the way to the nearest one of either."""
    nearest = {unit.key: _nearest(unit, units) for unit in units}
    near: dict[str, set[str]] = {unit.key: set() for unit in units}
    for place, one in enumerate(units):
        for other in units[place + 1 :]:
            if apart(one.middle, other.middle) <= NEAR * max(nearest[one.key], nearest[other.key]):
                near[one.key].add(other.key)
                near[other.key].add(one.key)
    return near


def apart(one: Point, other: Point) -> float:
    """Return metres between two points of the grid."""
    return hypot(one[0] - other[0], one[1] - other[1])


def _nearest(unit: ZoneUnit, units: Sequence[ZoneUnit]) -> float:
    return min((apart(unit.middle, other.middle) for other in units if other.key != unit.key), default=0.0)


def _parts(keys: set[str], near: Mapping[str, set[str]]) -> list[set[str]]:
    """Return the parts of a zone that hang together."""
    parts, left = [], set(keys)
    while left:
        part, edge = set(), {min(left)}
        while edge:
            part |= edge
            edge = {other for key in edge for other in near[key] & left} - part
        left -= part
        parts.append(part)
    return parts
