"""What a worker does to look at an evaluation: it asks the store week by week, and keeps looks and state at once.

The baseline is worked out once and frozen: every later look is held against what was kept of it, whatever has become of
the visits since. A worker that is killed leaves nothing, and the next begins anew.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from markets.evaluation.actions import looks
from markets.evaluation.actions.look_tables import tables_of
from markets.evaluation.actions.looks import MAKE_LOOKS
from markets.evaluation.domain.evaluation_terms import are_of_now, digest_of_document
from markets.evaluation.domain.look_document import look_document, too_few
from markets.evaluation.domain.look_weeks import look_weeks
from markets.evaluation.domain.shown_evaluation import HOLDER_WORDS
from markets.evaluation.queries import EVALUATION, looks_of
from markets.models import Dataset, EvaluationLook, MarketEvaluation, VisitRun
from markets.profiles.actions.stored_profile import datasets_of
from markets.profiles.domain.profile_inputs import ProfileDays
from markets.store.asked_weeks import WantedLook, asked_weeks
from markets.store.claimed_runs import ClaimedRuns
from markets.visits.domain.dataset_states import VisitHolder, VisitRunState

TIME_LIMIT = 1_800
NOT_THERE = "This evaluation is not there any more, or has not begun."
NO_VISITS = "No visits of these weeks are held."
OTHER_DEFINITIONS = (
    "Measures are worked out in another way by now than when this evaluation was begun, so what came out could not be "
    "held against its baseline. Plan a new version."
)
FAILED = "The looks could not be worked out. Ask for them again; if it fails again, tell the independent team."
RUNS = ClaimedRuns(EVALUATION, MAKE_LOOKS, TIME_LIMIT, FAILED)
Document = dict[str, Any]


def process(run_id: UUID) -> None:
    """Make the looks of a run; nothing to do if another worker is at it, or it is over."""
    RUNS.process(run_id, _make)


def sweep() -> int:
    """Ask for looks whose visits have come in, and nudge for runs that wait."""
    return looks.ask_by_itself() + RUNS.sweep()


def _make(run: VisitRun) -> None:
    row = MarketEvaluation.objects.filter(id=run.asked["evaluation"], authority_id=run.authority_id).first()
    if trouble := _why_not(run, row):
        RUNS.over(run, VisitRunState.STOPPED, words=trouble)
        return
    assert row is not None
    done = {months: (look.document, look.digest) for months, look in looks_of(row).items()}
    made: dict[int, tuple[Document, str]] = {}
    held: dict[UUID, Dataset] = {}
    words = ""
    for months in run.asked["looks"]:
        if months not in done:
            document, words = _look(run, row, months, (done | made).get(0), held)
            if document is None:
                break
            made[months] = document, digest_of_document(document)
    _keep(run, row, made, list(held.values()), words)


def _why_not(run: VisitRun, row: MarketEvaluation | None) -> str:
    if run.holder != VisitHolder.COUNCIL:
        return HOLDER_WORDS
    if row is None or row.begun_at is None:
        return NOT_THERE
    return "" if are_of_now(row.definitions) else OTHER_DEFINITIONS


def _look(
    run: VisitRun, row: MarketEvaluation, months: int, baseline: tuple[Document, str] | None, held: dict[UUID, Dataset]
) -> tuple[Document | None, str]:
    """Return a look, or None and why there is none; the datasets that it was made of are put into ``held``."""
    label = f"{months} months after" if months else "Baseline"
    weeks = look_weeks(row.change_on, months, row.weeks)
    datasets = datasets_of(row.authority_id, VisitHolder.COUNCIL, ProfileDays(weeks.first, weeks.last))
    if not datasets:
        return None, f"{label}: {NO_VISITS}"
    against, digest = baseline if months and baseline else (None, "")
    classes = against.get("zones", {}) if against else None
    before = look_weeks(row.change_on, 0, row.weeks).last
    wanted = WantedLook(weeks, row.measures, tables_of(row.authority_id, weeks, before, row.measures), classes)
    found, beside = asked_weeks(datasets, wanted, lambda share: RUNS.rows.update(run, progress=share))
    if trouble := too_few(found):
        return None, f"{label}: {trouble}"
    held |= {each.id: each for each in datasets}
    return look_document(months, weeks, found, beside, against, digest), ""


@transaction.atomic
def _keep(
    run: VisitRun, row: MarketEvaluation, made: dict[int, tuple[Document, str]], held: list[Dataset], words: str
) -> None:
    """Keep all looks and say that the run is over, in one transaction."""
    asked = digest_of_document({"asked": run.asked, "datasets": sorted(f"{each.id} {each.digest}" for each in held)})
    state = VisitRunState.DONE if made else VisitRunState.STOPPED
    result = {"looks": {str(months): digest for months, (_, digest) in made.items()}}
    ids = sorted(str(each.id) for each in held)
    RUNS.over(run, state, words=words, digest=asked, datasets=ids, result=result, progress=100)
    now = timezone.now()
    EvaluationLook.objects.bulk_create(
        EvaluationLook(
            authority_id=row.authority_id, evaluation=row, months=months, document=document, digest=digest, made_at=now
        )
        for months, (document, digest) in made.items()
    )
