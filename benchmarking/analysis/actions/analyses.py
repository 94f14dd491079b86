"""Ask for an analysis of a locked round; a worker makes it."""

from secrets import randbits
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.analysis.domain.analysis_document import METHOD
from benchmarking.analysis.queries import analyses_of
from benchmarking.models import BenchmarkRound, RoundAnalysis
from benchmarking.permissions import can_analyse
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.queries import round_for, why_not_independent
from reports.domain.request_states import RequestState

MAKE_ANALYSIS = "benchmarking.tasks.make_analysis"
KIND = "analysis of a round"
MOST_ANALYSES, SEED_BITS = 50, 62
NOT_LOCKED = Refusal("A round is worked out once it is locked: until then councils may correct what they sent.")
UNDER_WAY = Refusal("An analysis of this round is under way already.")
CROWDED = Refusal(f"This round has been worked out {MOST_ANALYSES} times, which is enough.")
ERASED = Refusal(
    "The rows of providers of this round were erased, as they were kept for as long as they may be. Its editions "
    "stand; nothing more is worked out of it."
)
NOBODY = Refusal("No council has returned, so there is nothing to work out.")
NO_SEED = Refusal("The seed is a whole number of at least 0, of up to 18 digits.")


@transaction.atomic
def ask(
    *, by: Context, round_id: UUID, seed: int | None = None, key: UUID | None = None
) -> RoundAnalysis | Refusal | None:
    """Leave an analysis to a worker; None if the round is not the asker's to work out. Without a seed one is drawn."""
    row = round_for(by, round_id)
    if row is None or not can_analyse(by, row):
        return None
    take_turn(f"analyses of round {row.id}")
    if found := made_before(analyses_of(by, row), key):
        return found
    refusal = _why_not(by, row, seed)
    if refusal is not None:
        return refusal
    newest = analyses_of(by, row).first()
    made = RoundAnalysis.objects.create(
        id=key or uuid4(), round=row, host_authority_id=row.host_authority_id,
        number=newest.number + 1 if newest else 1, seed=randbits(SEED_BITS) if seed is None else seed,
        method_version=METHOD, received_at=timezone.now(), received_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(made, by=by, verb="analysis.asked", kind=KIND, words=f"{row.name}, analysis {made.number}")
    task_queue.nudge_when_committed(MAKE_ANALYSIS, made.id)
    return made


def _why_not(by: Context, row: BenchmarkRound, seed: int | None) -> Refusal | None:
    if because := why_not_independent(by, row):
        return Refusal(because)
    if row.state not in (RoundState.LOCKED, RoundState.RELEASED):
        return NOT_LOCKED
    if row.providers_erased_at is not None:
        return ERASED
    if seed is not None and not 0 <= seed < 2**SEED_BITS:
        return NO_SEED
    there = analyses_of(by, row)
    if there.filter(state__in=[RequestState.RECEIVED.value, RequestState.WORKING.value]).exists():
        return UNDER_WAY
    return CROWDED if there.count() >= MOST_ANALYSES else None
