"""What a worker does to check all returns of an exercise again: batch after batch, each a transaction."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from submissions.models import Recheck, RecheckedReturn
from submissions.rechecks.actions import recheck_mails
from submissions.rechecks.actions.checked_return import checked_again, rechecked
from submissions.rechecks.actions.rechecks import CHECK_AGAIN, KIND
from submissions.rechecks.domain.recheck_states import RecheckState
from submissions.rechecks.queries import to_check

log = structlog.get_logger(__name__)
ROWS = ClaimedRows(Recheck, timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10))
# A stop and the progress are seen after so many returns, which take a fraction of a second.
A_BATCH = 100
AT_A_TIME = 20


def process(recheck_id: UUID) -> None:
    """Check the returns that are left; nothing to do if another worker is at it, or it is over."""
    row = ROWS.claim(recheck_id, _free(), "exercise", "received_by", state=RecheckState.WORKING)
    if row is None:
        return
    try:
        while _batch(row):
            pass
        _over(row, RecheckState.DONE)
    except ClaimLost:
        log.warning("checking again was stopped, or taken over by another worker", subject=str(recheck_id))
    except Exception:
        log.exception("returns could not be checked again", subject=str(recheck_id), tries=row.tries)
        _stumbled(row)


def sweep() -> int:
    """Nudge for rows that wait, or whose worker is gone; those that wore out three workers fail."""
    for worn_out in ROWS.abandoned(RecheckState.WORKING).filter(tries__gte=MOST_TRIES).select_related("received_by"):
        _stumbled(worn_out)
    waiting = ROWS.untouched(RecheckState.RECEIVED) | ROWS.abandoned(RecheckState.WORKING).filter(tries__lt=MOST_TRIES)
    ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
    return sum(task_queue.nudge(CHECK_AGAIN, recheck_id) for recheck_id in ids)


def _free() -> Q:
    return Q(state=RecheckState.RECEIVED) | Q(ROWS.is_stale, state=RecheckState.WORKING)


@transaction.atomic
def _batch(row: Recheck) -> bool:
    """Check the next returns and keep what changed; False where none is left. Raises ClaimLost once it is stopped."""
    returns = to_check(row, A_BATCH)
    if not returns:
        return False
    found = checked_again(row, returns)
    changed = [rechecked(row, one, change) for one, change in found if change]
    RecheckedReturn.objects.bulk_create(changed)
    ROWS.update(
        row,
        reached=returns[-1].id,
        checked=F("checked") + len(returns),
        changed=F("changed") + len(changed),
        unknown=F("unknown") + sum(change is None for _, change in found),
    )
    row.reached = returns[-1].id
    return len(returns) == A_BATCH


@transaction.atomic
def _over(row: Recheck, state: RecheckState) -> None:
    """Raises ClaimLost where the work is another worker's by now, or was stopped."""
    ROWS.update(row, state=state, finished_at=timezone.now())
    audit.record_on(row, by=None, verb="ended checking returns again", kind=KIND, words=state.label)
    recheck_mails.tell(row, state)


def _stumbled(row: Recheck) -> None:
    try:
        with transaction.atomic():
            if row.tries >= MOST_TRIES:
                _over(row, RecheckState.FAILED)
            else:
                ROWS.update(row, state=RecheckState.RECEIVED)
    except ClaimLost:
        return
