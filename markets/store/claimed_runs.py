"""Runs over visits as a worker does them: claimed by one, given up after three, nudged for while they wait."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.db.models import Q
from django.utils import timezone

from accounts.actions import task_queue
from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from markets.models import VisitRun
from markets.visits.domain.dataset_states import VisitRunState

log = structlog.get_logger(__name__)
AT_A_TIME = 20


@dataclass(frozen=True)
class ClaimedRuns:
    """The runs of one kind, the task that does them within ``seconds``, and what is said of one that failed."""

    kind: str
    task: str
    seconds: int
    failed: str

    @property
    def rows(self) -> ClaimedRows:
        return ClaimedRows(VisitRun, timedelta(seconds=self.seconds + 10))

    def process(self, run_id: UUID, make: Callable[[VisitRun], None]) -> None:
        """Do a run by ``make``; nothing if another worker is at it, or it is over."""
        free = Q(state=VisitRunState.RECEIVED) | Q(self.rows.is_stale, state=VisitRunState.WORKING)
        run = self.rows.claim(run_id, Q(kind=self.kind) & free, state=VisitRunState.WORKING, progress=0)
        if run is None:
            return
        try:
            make(run)
        except ClaimLost:
            log.warning("a run was taken over by another worker, or given up", subject=str(run_id), kind=self.kind)
        except Exception:
            log.exception("a run could not be made", subject=str(run_id), kind=self.kind, tries=run.tries)
            self._stumbled(run)

    def sweep(self) -> int:
        """Nudge for runs that wait, or whose worker is gone; those that wore out three workers fail."""
        gone = self.rows.abandoned(VisitRunState.WORKING).filter(kind=self.kind)
        for worn_out in gone.filter(tries__gte=MOST_TRIES):
            self._stumbled(worn_out)
        waiting = self.rows.untouched(VisitRunState.RECEIVED).filter(kind=self.kind) | gone.filter(tries__lt=MOST_TRIES)
        ids = list(waiting.order_by("received_at").values_list("id", flat=True)[:AT_A_TIME])
        return sum(task_queue.nudge(self.task, run_id) for run_id in ids)

    def over(self, run: VisitRun, state: VisitRunState, **values: object) -> None:
        """Say that a run is over; raises ClaimLost where it is another worker's by now."""
        self.rows.update(run, state=state, finished_at=timezone.now(), **values)

    def _stumbled(self, run: VisitRun) -> None:
        """Leave a run for another try; after the third one say that it failed."""
        failed = run.tries >= MOST_TRIES
        state = VisitRunState.FAILED if failed else VisitRunState.RECEIVED
        VisitRun.objects.filter(id=run.id, state=VisitRunState.WORKING, claimed_at=run.claimed_at).update(
            state=state, words=self.failed if failed else "", finished_at=timezone.now() if failed else None
        )
