"""What a worker does to answer a payment lab from the visits: it claims the run, asks the store, and keeps the answer.

The answer and the state are written at once: a worker that is killed leaves nothing, and the next begins anew.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from markets.models import Dataset, PaymentRun, VisitRun
from markets.payment.actions.asked_runs import MAKE_PAYMENT_RUN
from markets.payment.domain.lab_document import document_digest
from markets.payment.domain.lab_question import LabQuestion, question_from
from markets.payment.queries import PAYMENT
from markets.profiles.actions.stored_profile import datasets_of
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.store.claimed_runs import ClaimedRuns
from markets.store.dataset_folders import work_folder
from markets.store.dataset_reader import opened
from markets.store.payment_lines import visit_answer
from markets.visits.domain.dataset_states import VisitRunState

TIME_LIMIT = 1_800
# Counted up by whoever changes what a run comes to.
EDITION = 1
NOTHING_HELD = "No visits of these months are held any more."
NOTHING_PAID = (
    "No visit of these months has a planned length, so no rule can be worked out. Join the file with the plan."
)
FAILED = "The run could not be worked out. Ask for it again; if it fails again, tell the independent team."
RUNS = ClaimedRuns(PAYMENT, MAKE_PAYMENT_RUN, TIME_LIMIT, FAILED)


def process(run_id: UUID) -> None:
    """Answer a run; nothing to do if another worker is at it, or it is over."""
    RUNS.process(run_id, _make)


def sweep() -> int:
    """Nudge for runs that wait, or whose worker is gone; those that wore out three workers fail."""
    return RUNS.sweep()


def _make(run: VisitRun) -> None:
    assert run.first_day is not None and run.last_day is not None
    question = question_from(run.asked, (run.first_day, run.last_day))
    datasets = datasets_of(run.authority_id, run.holder, ProfileDays(*question.days))
    if not datasets:
        RUNS.over(run, VisitRunState.STOPPED, words=NOTHING_HELD)
        return
    with work_folder() as spill, opened(datasets, spill) as connection:
        answer = visit_answer(connection, question, lambda share: RUNS.rows.update(run, progress=share))
    if answer is None:
        RUNS.over(run, VisitRunState.STOPPED, words=NOTHING_PAID)
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
    RUNS.over(run, VisitRunState.DONE, digest=asked, datasets=ids, result=made, progress=100)
    PaymentRun.objects.create(
        id=run.id,
        authority_id=run.authority_id,
        name=run.name,
        document=document,
        digest=made["sha256"],
        made_at=timezone.now(),
        made_by_id=run.received_by_id,
    )
