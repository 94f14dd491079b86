"""What a worker does for a calculation that was asked for: whoever claims its row makes it, once."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from reports.actions import request_mails, requests
from reports.domain.calculation_terms import terms_from
from reports.domain.request_states import RequestState, changed_in_words
from reports.models import Calculation, CalculationRequest, CalculationReturn

log = structlog.get_logger(__name__)
ROWS = ClaimedRows(CalculationRequest, timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10))
AT_A_TIME = 20
_NOT_AN_ANALYST = "Whoever asked for it is no analyst of this authority any more, so nothing was made."
_FAILED = "The portal met an error of its own, three times, and nothing was made. The log says where."


def process(request_id: UUID) -> None:
    """Make the calculation of a request; nothing to do if another worker is at it, or it is over."""
    row = ROWS.claim(request_id, _free(), "exercise", "received_by", state=RequestState.WORKING)
    if row is None:
        return
    try:
        _made(row)
    except ClaimLost:
        log.warning("a calculation was taken over by another worker", subject=str(request_id))
    except Exception:
        log.exception("a calculation could not be made", subject=str(request_id), tries=row.tries)
        _stumbled(row)


def sweep() -> int:
    """Nudge for requests that wait, or whose worker is gone; those that wore out three workers fail."""
    for worn_out in ROWS.abandoned(RequestState.WORKING).filter(tries__gte=MOST_TRIES):
        _stumbled(worn_out)
    waiting = ROWS.untouched(RequestState.RECEIVED) | ROWS.abandoned(RequestState.WORKING).filter(tries__lt=MOST_TRIES)
    ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(requests.MAKE_CALCULATION, request_id) for request_id in ids)


def _free() -> Q:
    return Q(state=RequestState.RECEIVED) | Q(ROWS.is_stale, state=RequestState.WORKING)


@transaction.atomic
def _made(row: CalculationRequest) -> None:
    """Make it and say so in one transaction, so that it is there with its news or not at all."""
    by = accounts.context_in(row.received_by_id, row.authority_id, frozenset({RoleName.ANALYST}))
    if by is None:
        return _over(row, RequestState.REFUSED, _NOT_AN_ANALYST)
    made = requests.make_now(by, row.exercise_id, terms_from(row.terms), row.id)
    if not isinstance(made, Calculation):
        words = made.because if isinstance(made, Refusal) else "This exercise cannot be calculated."
        return _over(row, RequestState.REFUSED, words)
    _over(row, RequestState.DONE, _changed_meanwhile(row, made), calculation=made)


def _changed_meanwhile(row: CalculationRequest, made: Calculation) -> str:
    used = CalculationReturn.objects.filter(calculation=made, left_out_at_review=False)
    now = {str(version) for version in used.values_list("version_id", flat=True)}
    seen = set(row.seen)
    return changed_in_words(gone=len(seen - now), new=len(now - seen))


def _over(row: CalculationRequest, state: RequestState, words: str, **values: object) -> None:
    """Raises ClaimLost where the work is another worker's by now."""
    ROWS.update(row, state=state, words=words, finished_at=timezone.now(), **values)
    request_mails.tell(row, state)


def _stumbled(row: CalculationRequest) -> None:
    try:
        with transaction.atomic():
            if row.tries >= MOST_TRIES:
                _over(row, RequestState.FAILED, _FAILED)
            else:
                ROWS.update(row, state=RequestState.RECEIVED)
    except ClaimLost:
        return
