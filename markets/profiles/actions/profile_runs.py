"""Ask a worker for a profile of a period; the same again is the run that there is."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import VisitRun
from markets.permissions import can_make_profile
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.profiles.queries import PROFILE, runs_for
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

MAKE_PROFILE = "markets.tasks.make_profile"
KIND = "market profile"
LONGEST = 366 * 3
BACKWARDS = Refusal("The last day lies before the first one.")
TOO_LONG = Refusal("A profile covers three years at most.")
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)


@transaction.atomic
def ask_for(
    *, by: Context, holder: VisitHolder, first: date, last: date, key: UUID | None = None
) -> VisitRun | Refusal | None:
    """Leave a profile to a worker; one of the same days that is under way is that one. None if the asker may not."""
    if not can_make_profile(by, holder):
        return None
    if last < first:
        return BACKWARDS
    if (last - first).days >= LONGEST:
        return TOO_LONG
    if found := made_before(runs_for(by), key):
        return found
    take_turn(f"profile {by.authority_id}")
    waiting = runs_for(by).filter(holder=holder, first_day=first, last_day=last, state__in=UNDER_WAY).first()
    if waiting is not None:
        return waiting
    made = VisitRun.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        holder=holder,
        kind=PROFILE,
        first_day=first,
        last_day=last,
        asked=asked_of(holder, ProfileDays(first, last)),
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="asked for a market profile", kind=KIND, words=f"{first} to {last}")
    task_queue.nudge_when_committed(MAKE_PROFILE, made.id)
    return made


def asked_of(holder: VisitHolder, days: ProfileDays) -> dict[str, str]:
    return {"holder": holder.value, "first": days.first.isoformat(), "last": days.last.isoformat()}


@transaction.atomic
def throw_away(*, by: Context, run_id: UUID) -> VisitRun | None:
    """Delete a run with its figures."""
    run = runs_for(by).filter(id=run_id).first()
    if run is None or not can_make_profile(by, VisitHolder(run.holder)):
        return None
    audit.record_on(run, by=by, verb="threw a market profile away", kind=KIND, words=f"{run.first_day}")
    run.delete()
    return run
