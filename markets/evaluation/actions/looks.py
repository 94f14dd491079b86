"""Ask a worker for the looks of an evaluation whose visits are there; by hand, or by itself."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.evaluation.queries import EVALUATION, evaluation_for, last_run, looks_of, states_of
from markets.models import Dataset, MarketEvaluation, VisitRun
from markets.permissions import can_look_after_tables
from markets.visits.domain.dataset_states import DatasetState, VisitHolder, VisitRunState

MAKE_LOOKS = "markets.tasks.make_looks"
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)
NOT_BEGUN = Refusal("Begin the evaluation first: what it is judged by is frozen before anything is worked out.")
NOTHING_NEW = Refusal("There is no further look whose visits are there.")


def looks_there(row: MarketEvaluation, today: date, *, as_it_is: bool = False) -> list[int]:
    """Return the months of the looks that can be made and are not; nothing before the baseline.

    ``as_it_is`` takes those, too, that wait for a newer table of offers.
    """
    states = states_of(row, looks_of(row), today)
    there = [state.months for state in states if state.is_there and (as_it_is or not state.waits_for)]
    return there if states[0].is_done or 0 in there else []


@transaction.atomic
def ask_for_looks(*, by: Context, evaluation_id: UUID, as_it_is: bool = False) -> VisitRun | Refusal | None:
    """Leave the looks that are there to a worker; a run that is under way is that one. None if the asker may not."""
    row = evaluation_for(by, evaluation_id) if can_look_after_tables(by) else None
    if row is None:
        return None
    if row.begun_at is None:
        return NOT_BEGUN
    take_turn(f"looks {row.id}")
    run = last_run(row)
    if run is not None and run.state in UNDER_WAY:
        return run
    months = looks_there(row, timezone.localdate(), as_it_is=as_it_is)
    return _asked(row, months, by) if months else NOTHING_NEW


@transaction.atomic
def ask_by_itself() -> int:
    """Ask for looks wherever visits came in that they wait for; return how many runs were asked for."""
    begun = MarketEvaluation.objects.filter(begun_at__isnull=False).exclude(later__begun_at__isnull=False)
    return sum(_ask_where_new(row, timezone.localdate()) for row in begun)


def _ask_where_new(row: MarketEvaluation, today: date) -> bool:
    months = looks_there(row, today)
    if not months:
        return False
    take_turn(f"looks {row.id}")
    run = last_run(row)
    if run is not None and (run.state in UNDER_WAY or _covers(run, months)):
        return False
    _asked(row, months, None)
    return True


def _covers(run: VisitRun, months: list[int]) -> bool:
    """Tell whether a run looked for the same when the visits were the same: it would come to the same again."""
    held = Dataset.objects.filter(
        authority_id=run.authority_id, holder=VisitHolder.COUNCIL, state=DatasetState.TAKEN_IN
    )
    newest = held.aggregate(newest=Max("finished_at"))["newest"]
    return run.asked.get("looks") == months and (newest is None or run.received_at >= newest)


def _asked(row: MarketEvaluation, months: list[int], by: Context | None) -> VisitRun:
    made = VisitRun.objects.create(
        id=uuid4(), authority_id=row.authority_id, holder=VisitHolder.COUNCIL, kind=EVALUATION, name=row.name[:100],
        asked={"evaluation": str(row.id), "looks": months}, received_at=timezone.now(),
        received_by_id=by.person_id if by else None,
    )  # fmt: skip
    if by is not None:
        audit.record_on(made, by=by, verb="asked for looks of an evaluation", kind=EVALUATION, words=row.name)
    task_queue.nudge_when_committed(MAKE_LOOKS, made.id)
    return made
