"""Queries of the call list of an exercise: whom to ring next, and who is ringing whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min

from accounts.domain.context import Context
from engagement.calls.domain.priority import Call, calls
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.status_tables import UNITS
from engagement.coverage.queries.location_status import market, owed_in
from engagement.models import ContactAbout, Reservation
from engagement.permissions import can_log
from register.queries import Exercise


@dataclass(frozen=True, slots=True)
class ToRing:
    """A call with its reservation: nobody's, one's own, or a colleague's by name."""

    call: Call
    is_own: bool = False
    taken_by: str = ""

    @property
    def is_free(self) -> bool:
        return not self.is_own and not self.taken_by


def call_list(
    context: Context | None,
    exercise: Exercise,
    today: date,
    now: datetime,
    everybody: list[LocationStatus] | None = None,
) -> list[ToRing]:
    """Return the calls to make; ``everybody`` is the market if the caller has read it already for the same asker."""
    found = calls(
        market(context, exercise.id) if everybody is None else everybody,
        owed_in(context, exercise.id),
        UNITS[exercise.service].weight,
        today,
        next_steps_in(context, exercise.id),
    )
    taken = claims_in(context, exercise.id, now)
    return [_to_ring(context, call, taken.get(call.facts.place.participation_id)) for call in found]


def _to_ring(context: Context | None, call: Call, claim: Reservation | None) -> ToRing:
    if claim is None or context is None:
        return ToRing(call)
    own = claim.by_id == context.person_id
    return ToRing(call, is_own=own, taken_by="" if own else claim.by.full_name)


def claims_in(context: Context | None, exercise_id: UUID, now: datetime) -> dict[UUID, Reservation]:
    if context is None or not can_log(context):
        return {}
    rows = Reservation.objects.select_related("by").filter(
        exercise_id=exercise_id, authority_id=context.own_authority, ended_at__isnull=True, expires_at__gt=now
    )
    return {row.participation_id: row for row in rows}


def next_steps_in(context: Context | None, exercise_id: UUID) -> dict[UUID, date]:
    """Return the day of the next open step, by participation."""
    if context is None or not can_log(context):
        return {}
    rows = ContactAbout.objects.filter(
        exercise_id=exercise_id,
        authority_id=context.own_authority,
        contact__withdrawn_at__isnull=True,
        contact__next_on__isnull=False,
        contact__next_done_at__isnull=True,
    )
    return dict(rows.values_list("participation_id").annotate(day=Min("contact__next_on")).order_by())
