"""The only reader of grounds and zone plans; every function takes the asker."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import VisitRun, ZoneGround, ZonePlanRow
from markets.permissions import can_read_options
from markets.visits.domain.dataset_states import VisitRunState
from markets.zones.domain.stored_ground import units_in
from markets.zones.domain.units import ZoneUnit
from markets.zones.domain.zone_plan import ZonePlan

# A run that finds the ground in the visits: what it comes to is kept under the same id.
ZONES = "zones"


def grounds_for(context: Context | None) -> QuerySet[ZoneGround]:
    rows = ZoneGround.objects.all()
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def newest_ground(context: Context | None) -> ZoneGround | None:
    return grounds_for(context).first()


def ground_under_way(context: Context | None) -> VisitRun | None:
    """Return the run that looks for the ground, if one waits, is at it, or has ended without one since the last."""
    if context is None or not can_read_options(context):
        return None
    newest = VisitRun.objects.filter(authority_id=context.own_authority, kind=ZONES).order_by("-received_at").first()
    return None if newest is None or newest.state == VisitRunState.DONE else newest


def plans_for(context: Context | None) -> QuerySet[ZonePlanRow]:
    rows = ZonePlanRow.objects.select_related("ground", "changed_by")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def plan_for(context: Context | None, plan_id: UUID) -> ZonePlanRow | None:
    return plans_for(context).filter(id=plan_id).first()


def plan_of(row: ZonePlanRow) -> ZonePlan:
    return ZonePlan.of(dict(row.zones))


def today_of(row: ZoneGround) -> ZonePlan:
    return ZonePlan.of(dict(row.today))


def units_of_ground(row: ZoneGround) -> tuple[ZoneUnit, ...]:
    return units_in(row.units)
