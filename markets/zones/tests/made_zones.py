"""Test support: a ground of six units in two towns, and a plan over it, by rows."""

from datetime import UTC, date, datetime
from uuid import UUID

from accounts.domain.context import Context
from markets.models import ZoneGround, ZonePlanRow
from markets.zones.domain.stored_ground import ground_digest, ground_rows
from markets.zones.domain.units import PlacedClient, units_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_ground(by: Context) -> ZoneGround:
    """Keep a ground: three squares around each of two towns, of which one lot has cut off a square each."""
    clients = [
        PlacedClient((town + 3_000 * step + 100 * number, 280_000 + 200 * number), "UN1" if step else "RSF1", 7.0, "P1")
        for town in (420_000, 450_000) for step in range(3) for number in range(6)
    ]  # fmt: skip
    units = units_of(clients, {})
    rows = ground_rows(units)
    lots = ["East", "West", "West", "West", "East", "East"]
    today = [[unit.key, lot] for unit, lot in zip(units, lots, strict=True)]
    return ZoneGround.objects.create(
        authority_id=by.authority_id, first_day=date(2025, 9, 29), last_day=date(2025, 10, 26), units=rows, today=today,
        without_place=2, digest=ground_digest(rows, today), made_at=NOON,
    )  # fmt: skip


def a_zone_plan(by: Context) -> dict[str, UUID]:
    ground = a_ground(by)
    row = ZonePlanRow.objects.create(
        authority_id=by.authority_id, ground=ground, name="Lots", how="Today’s zones", zones=ground.today, made_at=NOON,
        changed_at=NOON, changed_by_id=by.person_id,
    )  # fmt: skip
    return {"zone_plan_id": row.id}
