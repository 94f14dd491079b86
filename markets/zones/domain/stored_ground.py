"""The ground as it is kept: units and clients as short rows, with a digest, and today's plan of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from markets.zones.domain.units import PlacedClient, ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan

WITHOUT_ZONE = "No zone"


def ground_rows(units: Iterable[ZoneUnit]) -> list[list[Any]]:
    return [
        [unit.key, *unit.middle, unit.ruc, [
            [*one.place, one.ruc, round(one.hours, 4), one.provider, one.double_handed] for one in unit.clients
        ]]
        for unit in units
    ]  # fmt: skip


def units_in(rows: Iterable[Sequence[Any]]) -> tuple[ZoneUnit, ...]:
    """Return the units of rows as they were kept."""
    return tuple(
        ZoneUnit(key, (east, north), ruc, tuple(
            PlacedClient((one[0], one[1]), one[2], one[3], one[4], one[5], key) for one in clients
        ))
        for key, east, north, ruc, clients in rows
    )  # fmt: skip


def today_plan(units: Iterable[ZoneUnit], zone_of: Iterable[tuple[str, str, float]]) -> ZonePlan:
    """Return the plan in force: each unit in the zone of most of its hours, from (unit, zone, hours)."""
    hours: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for unit, zone, own in zone_of:
        hours[unit][zone or WITHOUT_ZONE] += own
    zones = {unit.key: hours[unit.key] for unit in units}
    return ZonePlan.of({
        key: max(sorted(own), key=lambda zone, own=own: own[zone]) if own else WITHOUT_ZONE  # type: ignore[misc]
        for key, own in zones.items()
    })  # fmt: skip


def ground_digest(rows: Sequence[Sequence[Any]], today: Sequence[Sequence[str]]) -> str:
    return sha256(json.dumps([rows, today], ensure_ascii=False).encode()).hexdigest()
