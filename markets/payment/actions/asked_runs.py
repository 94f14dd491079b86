"""Leave a run of the payment lab to a worker: rules that only the visits themselves can answer."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import VisitRun
from markets.payment.actions.lab_runs import CROWDED, KIND, MOST_RUNS
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.queries import PAYMENT, asked_run_for, asked_runs, runs_kept
from markets.permissions import can_use_payment_lab
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

MAKE_PAYMENT_RUN = "markets.tasks.make_payment_run"
UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)
MOST_UNDER_WAY = 5
BUSY = Refusal(f"{MOST_UNDER_WAY} runs wait for a worker already. Look at them under kept runs first.")


@transaction.atomic
def ask_for_run(*, by: Context, name: str, question: LabQuestion, key: UUID | None = None) -> VisitRun | Refusal | None:
    """Leave a question to a worker, who keeps the answer under this name; None if the asker may not."""
    if not can_use_payment_lab(by):
        return None
    if found := made_before(asked_runs(by), key):
        return found
    take_turn(f"payment {by.authority_id}")
    if asked_runs(by).filter(state__in=UNDER_WAY).count() >= MOST_UNDER_WAY:
        return BUSY
    if runs_kept(by).count() >= MOST_RUNS:
        return Refusal(CROWDED)
    first, last = question.days
    row = VisitRun.objects.create(
        id=key or uuid4(),
        authority_id=by.own_authority,
        holder=VisitHolder.COUNCIL,
        kind=PAYMENT,
        name=name,
        first_day=first,
        last_day=last,
        asked=question.as_json,
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )
    audit.record_on(row, by=by, verb="asked for a payment run", kind=KIND, words=name)
    task_queue.nudge_when_committed(MAKE_PAYMENT_RUN, row.id)
    return row


@transaction.atomic
def give_run_up(*, by: Context, run_id: UUID) -> str | None:
    """Delete a run that waits, is at work or came to nothing, and return its name; one that is done is a kept run."""
    row = asked_run_for(by, run_id)
    if row is None or row.state == VisitRunState.DONE:
        return None
    audit.record_on(row, by=by, verb="gave a payment run up", kind=KIND, words=row.name)
    row.delete()
    return row.name
