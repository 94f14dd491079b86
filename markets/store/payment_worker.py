"""What a worker does to answer a payment lab from the visits: it claims the run, asks the store, and keeps the answer.

The answer and the state are written at once: a worker that is killed leaves nothing, and the next begins anew.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from markets.models import Dataset, PaymentRun, VisitRun
from markets.payment.actions.asked_runs import MAKE_PAYMENT_RUN
from markets.payment.domain.lab_document import document_digest
from markets.payment.domain.lab_question import LabQuestion, question_from
from markets.payment.queries import PAYMENT
from markets.profiles.actions.stored_profile import datasets_of
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.store.dataset_folders import work_folder
from markets.store.dataset_reader import opened
from markets.store.payment_lines import visit_answer
from markets.visits.domain.dataset_states import VisitRunState

log = structlog.get_logger(__name__)
TIME_LIMIT = 1_800
ROWS = ClaimedRows(VisitRun, timedelta(seconds=TIME_LIMIT + 10))
AT_A_TIME = 20
# Counted up by whoever changes what a run comes to.
EDITION = 1
NOTHING_HELD = "No visits of these months are held any more."
NOTHING_PAID = (
    "No visit of these months has a planned length, so no rule can be worked out. Join the file with the plan."
)
FAILED = "The run could not be worked out. Ask for it again; if it fails again, tell the independent team."


def process(run_id: UUID) -> None:
    """Answer a run; nothing to do if another worker is at it, or it is over."""
    run = ROWS.claim(run_id, _free(), state=VisitRunState.WORKING, progress=0)
    if run is None:
        return
    try:
        _make(run)
    except ClaimLost:
        log.warning("a payment run was taken over by another worker, or given up", subject=str(run_id))
    except Exception:
        log.exception("a payment run could not be made", subject=str(run_id), tries=run.tries)
        _stumbled(run)


def sweep() -> int:
    """Nudge for runs that wait, or whose worker is gone; those that wore out three workers fail."""
    for worn_out in ROWS.abandoned(VisitRunState.WORKING).filter(tries__gte=MOST_TRIES, kind=PAYMENT):
        _stumbled(worn_out)
    gone = ROWS.abandoned(VisitRunState.WORKING).filter(tries__lt=MOST_TRIES)
    waiting = (ROWS.untouched(VisitRunState.RECEIVED) | gone).filter(kind=PAYMENT)
    ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(MAKE_PAYMENT_RUN, run_id) for run_id in ids)


def _free() -> Q:
    return Q(kind=PAYMENT) & (Q(state=VisitRunState.RECEIVED) | Q(ROWS.is_stale, state=VisitRunState.WORKING))


def _make(run: VisitRun) -> None:
    assert run.first_day is not None and run.last_day is not None
    question = question_from(run.asked, (run.first_day, run.last_day))
    datasets = datasets_of(run.authority_id, run.holder, ProfileDays(*question.days))
    if not datasets:
        _over(run, VisitRunState.STOPPED, words=NOTHING_HELD)
        return
    with work_folder() as spill, opened(datasets, spill) as connection:
        answer = visit_answer(connection, question, lambda share: ROWS.update(run, progress=share))
    if answer is None:
        _over(run, VisitRunState.STOPPED, words=NOTHING_PAID)
    else:
        _keep(run, question, question.document(answer), datasets)


@transaction.atomic
def _keep(run: VisitRun, question: LabQuestion, document: dict[str, Any], datasets: list[Dataset]) -> None:
    """Keep the answer under the run's id and say that it is done, in one transaction."""
    assert run.received_by_id is not None
    held = [f"{each.id} {each.digest}" for each in datasets]
    asked = document_digest({"asked": question.as_json, "datasets": held, "edition": EDITION})
    made = {"sha256": document_digest(document)}
    ids = [str(each.id) for each in datasets]
    _over(run, VisitRunState.DONE, digest=asked, datasets=ids, result=made, progress=100)
    PaymentRun.objects.create(
        id=run.id,
        authority_id=run.authority_id,
        name=run.name,
        document=document,
        digest=made["sha256"],
        made_at=timezone.now(),
        made_by_id=run.received_by_id,
    )


def _over(run: VisitRun, state: VisitRunState, **values: object) -> None:
    ROWS.update(run, state=state, finished_at=timezone.now(), **values)


def _stumbled(run: VisitRun) -> None:
    """Leave a run for another try; after the third one say that it failed."""
    failed = run.tries >= MOST_TRIES
    state = VisitRunState.FAILED if failed else VisitRunState.RECEIVED
    VisitRun.objects.filter(id=run.id, state=VisitRunState.WORKING, claimed_at=run.claimed_at).update(
        state=state, words=FAILED if failed else "", finished_at=timezone.now() if failed else None
    )
