"""Ask a worker to find the ground in the council's visits, and keep what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from markets.models import VisitRun, ZoneGround
from markets.permissions import can_use_payment_lab
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState
from markets.zones.queries import ZONES

FIND_GROUND = "markets.tasks.find_ground"
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)


@transaction.atomic
def ask_for_ground(*, by: Context, key: UUID | None = None) -> VisitRun | None:
    """Leave it to a worker; one that is under way is that one. None if the asker may not."""
    if not can_use_payment_lab(by):
        return None
    rows = VisitRun.objects.filter(authority_id=by.own_authority, kind=ZONES)
    if found := made_before(rows, key):
        return found
    take_turn(f"zone ground {by.authority_id}")
    if (waiting := rows.filter(state__in=UNDER_WAY).first()) is not None:
        return waiting
    made = VisitRun.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, holder=VisitHolder.COUNCIL, kind=ZONES,
        received_at=timezone.now(), received_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(made, by=by, verb="asked for the ground of zones", kind="zones", words="")
    task_queue.nudge_when_committed(FIND_GROUND, made.id)
    return made


@dataclass(frozen=True, slots=True)
class GroundRows:
    """A ground as it is kept: its units and today's zones as rows with their digest, and the days it is of."""

    units: Sequence[Sequence[Any]]
    today: Sequence[Sequence[str]]
    digest: str
    days: tuple[date, date]
    without_place: int = 0
    sources: Sequence[str] = ()


def keep_ground(authority_id: UUID, found: GroundRows, run_id: UUID | None = None) -> ZoneGround:
    """Keep a ground under the id of the run that found it, for whoever is not behind the wall: a worker, a command."""
    return ZoneGround.objects.create(
        id=run_id or uuid4(), authority_id=authority_id, first_day=found.days[0], last_day=found.days[1],
        units=found.units, today=found.today, without_place=found.without_place, sources=list(found.sources),
        digest=found.digest, made_at=timezone.now(),
    )  # fmt: skip
