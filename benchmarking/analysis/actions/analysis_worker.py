"""What a worker does for an analysis that was asked for: whoever claims its row makes it, once, and says how far."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit, task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from accounts.domain.roles import RoleName
from benchmarking.analysis.actions.analyses import KIND, MAKE_ANALYSIS, NOBODY
from benchmarking.analysis.domain.analysis_document import analysis_document
from benchmarking.analysis.domain.frozen_inputs import cases_from, digest_of_text, shortest
from benchmarking.analysis.queries import inputs_of_round
from benchmarking.models import RoundAnalysis
from reports.domain.request_states import RequestState

log = structlog.get_logger(__name__)
ROWS = ClaimedRows(RoundAnalysis, timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10))
AT_A_TIME = 20
NOT_AN_ANALYST = "Whoever asked for it is no analyst of this office any more, so nothing was worked out."
FAILED = "The portal met an error of its own, three times, and nothing was worked out. The log says where."


def process(analysis_id: UUID) -> None:
    """Make an analysis; nothing to do if another worker is at it, or it is over."""
    free = Q(state=RequestState.RECEIVED.value) | Q(ROWS.is_stale, state=RequestState.WORKING.value)
    row = ROWS.claim(analysis_id, free, "round", state=RequestState.WORKING.value, progress=0)
    if row is None:
        return
    try:
        _make(row)
    except ClaimLost:
        log.warning("an analysis was taken over by another worker", subject=str(analysis_id))
    except Exception:
        log.exception("an analysis could not be made", subject=str(analysis_id), tries=row.tries)
        _stumbled(row)


def sweep() -> int:
    """Nudge for analyses that wait, or whose worker is gone; those that wore out three workers fail."""
    abandoned = ROWS.abandoned(RequestState.WORKING)
    for worn_out in abandoned.filter(tries__gte=MOST_TRIES):
        _stumbled(worn_out)
    waiting = ROWS.untouched(RequestState.RECEIVED) | abandoned.filter(tries__lt=MOST_TRIES)
    ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(MAKE_ANALYSIS, analysis_id) for analysis_id in ids)


def _make(row: RoundAnalysis) -> None:
    by = accounts.context_in(row.received_by_id, row.host_authority_id, frozenset({RoleName.ANALYST}))
    inputs = inputs_of_round(by, row.round)
    if by is None or inputs is None:
        return _refused(row, NOT_AN_ANALYST)
    frozen = cases_from(inputs)
    if not frozen.cases:
        return _refused(row, NOBODY.because)
    document = analysis_document(frozen, row.seed, lambda share: ROWS.update(row, progress=int(100 * share)))
    text = shortest(document)
    with transaction.atomic():
        ROWS.update(
            row, state=RequestState.DONE.value, progress=100, inputs=inputs, inputs_sha256=digest_of_text(inputs),
            document=text, sha256=digest_of_text(text), words=document["note"], finished_at=timezone.now(),
        )  # fmt: skip
        words = f"{row.round.name}, analysis {row.number}"
        audit.record_on(row, by=by, verb="analysis.made", kind=KIND, words=words)
    return None


def _refused(row: RoundAnalysis, words: str) -> None:
    ROWS.update(row, state=RequestState.REFUSED.value, words=words, finished_at=timezone.now())


def _stumbled(row: RoundAnalysis) -> None:
    try:
        if row.tries >= MOST_TRIES:
            ROWS.update(row, state=RequestState.FAILED.value, words=FAILED, finished_at=timezone.now())
        else:
            ROWS.update(row, state=RequestState.RECEIVED.value)
    except ClaimLost:
        return
