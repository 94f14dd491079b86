"""Propose zone plans, take today's over, move units, rename zones, freeze, copy and throw away."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.fees.domain.overtaken import overtaken
from markets.models import ZoneGround, ZonePlanRow
from markets.permissions import can_write_options
from markets.zones.domain.proposal import proposed_plan
from markets.zones.domain.zone_plan import LONGEST_NAME, ZonePlan, plan_faults
from markets.zones.queries import newest_ground, plan_of, plans_for, today_of, units_of_ground

KIND = "zone plan"
MOST_PLANS = 200
CROWDED = Refusal(f"There are {MOST_PLANS} plans already. Throw away what is no longer needed.")
NO_GROUND = Refusal("Where care is given is not known yet. Ask a worker to look into the visits first.")
FROZEN = Refusal("This plan is frozen and never changes. Copy it, and change the copy.")
NO_UNITS = Refusal("Choose the units that are to move.")
NO_ZONE = Refusal(f"Say into which zone: a name of at most {LONGEST_NAME} letters.")


@transaction.atomic
def propose(*, by: Context, name: str, zones: int, seed: int, key: UUID | None = None) -> ZonePlanRow | Refusal | None:
    """Propose zones around hours-weighted middles; the same ground, number and seed give the same plan."""
    ground = newest_ground(by)
    if not can_write_options(by) or (found := made_before(plans_for(by), key)):
        return found if can_write_options(by) else None
    if ground is None:
        return NO_GROUND
    try:
        plan = proposed_plan(units_of_ground(ground), zones, seed)
    except ValueError as trouble:
        return Refusal(str(trouble))
    return _made(by, ground, name, f"Proposed: {zones} zones, seed {seed}", plan, key)


@transaction.atomic
def take_today(*, by: Context, name: str, key: UUID | None = None) -> ZonePlanRow | Refusal | None:
    """Begin a plan with the zones of the visits as they are."""
    if not can_write_options(by):
        return None
    if found := made_before(plans_for(by), key):
        return found
    ground = newest_ground(by)
    return NO_GROUND if ground is None else _made(by, ground, name, "Today’s zones", today_of(ground), key)


@transaction.atomic
def copy(*, by: Context, plan_id: UUID, key: UUID | None = None) -> ZonePlanRow | Refusal | None:
    row = plans_for(by).filter(id=plan_id).first() if can_write_options(by) else None
    if row is None:
        return None
    if found := made_before(plans_for(by), key):
        return found
    return _made(by, row.ground, f"{row.name[:85]} (copy)", f"Copy of {row.name}"[:200], plan_of(row), key)


def _made(
    by: Context, ground: ZoneGround, name: str, how: str, plan: ZonePlan, key: UUID | None
) -> ZonePlanRow | Refusal:
    if plans_for(by).count() >= MOST_PLANS:
        return CROWDED
    now = timezone.now()
    row = ZonePlanRow.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, ground=ground, name=name, how=how,
        zones=[list(pair) for pair in plan.zone_of], made_at=now, changed_at=now, changed_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="zone_plan.made", kind=KIND, words=name)
    return row


@transaction.atomic
def move_units(
    *, by: Context, plan_id: UUID, edition: int, units: Iterable[str], zone: str
) -> ZonePlanRow | Refusal | None:
    """Move units into a zone, which may be a new one."""
    row = _changing(by, plan_id, edition)
    if not isinstance(row, ZonePlanRow):
        return row
    chosen, zone = set(units) & {unit for unit, _ in row.zones}, zone.strip()
    if not chosen:
        return NO_UNITS
    if not zone or len(zone) > LONGEST_NAME or not zone.isprintable():
        return NO_ZONE
    plan = plan_of(row).moved(chosen, zone)
    if faults := plan_faults(plan, units_of_ground(row.ground)):
        return Refusal(" ".join(faults))
    row.zones = [list(pair) for pair in plan.zone_of]
    return _kept(by, row, "zone_plan.changed")


@transaction.atomic
def freeze(*, by: Context, plan_id: UUID, edition: int) -> ZonePlanRow | Refusal | None:
    """Freeze a plan with a digest over units and zones; it is never changed or deleted after."""
    row = _changing(by, plan_id, edition)
    if not isinstance(row, ZonePlanRow):
        return row
    row.frozen_at, row.digest = timezone.now(), plan_of(row).digest
    return _kept(by, row, "zone_plan.frozen")


@transaction.atomic
def throw_away(*, by: Context, plan_id: UUID) -> str | Refusal | None:
    row = _changing(by, plan_id, None)
    if not isinstance(row, ZonePlanRow):
        return row
    audit.record_on(row, by=by, verb="zone_plan.thrown_away", kind=KIND, words=row.name)
    row.delete()
    return row.name


def _changing(by: Context, plan_id: UUID, edition: int | None) -> ZonePlanRow | Refusal | None:
    row = held(plans_for(by), plan_id) if can_write_options(by) else None
    if row is None:
        return None
    if row.frozen_at is not None:
        return FROZEN
    return row if edition in (None, row.edition) else overtaken(row.name, row.changed_by.full_name)


def _kept(by: Context, row: ZonePlanRow, verb: str) -> ZonePlanRow:
    row.edition, row.changed_at, row.changed_by_id = row.edition + 1, timezone.now(), by.person_id
    row.save()
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=row.name)
    return row
