"""Whose work an import is, of whichever kind: claimed, given back after trouble, given up, and swept up."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.actions.claimed_rows import ClaimLost
from register.domain.imports import MOST_TRIES, TAKEN_UP_AGAIN, ImportState
from spreadsheets.tables.any_file import UnreadableTable

log = structlog.get_logger(__name__)

# Longer than the longest task: whoever claimed a row before then is gone.
STALE_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
NUDGE_AGAIN_AFTER = timedelta(seconds=settings.NUDGE_AGAIN_SECONDS)
AT_A_TIME = 20
_FAILED = "The portal met an error of its own, three times, and nothing was changed. The log says where."


@dataclass(frozen=True)
class ImportWork:
    """``rows`` is the table: its columns are state, tries, claimed_at, received_at, finished_at and words.

    ``read`` and ``apply`` end by leaving the row (``leave``) in its next state. ``emptied`` is what an import that is
    over no longer keeps. ``left`` hears of each row that waits for no worker any more, in the same transaction.
    """

    rows: Any
    read: Callable[[Any], None]
    apply: Callable[[Any], None]
    nudge: Callable[[UUID], object]
    emptied: Mapping[str, object]
    left: Callable[[UUID], None] = lambda _: None

    def process(self, import_id: UUID) -> None:
        """Whatever is next for an import: to be read, or to be applied. Whoever claims its row does it."""
        row = self._claimed(import_id, ImportState.RECEIVED, ImportState.READING)
        if row is not None:
            return self._tried(row, self.read)
        row = self._claimed(import_id, ImportState.CONFIRMED, ImportState.APPLYING)
        if row is not None:
            self._tried(row, self.apply)

    def sweep(self) -> int:
        """Takes up what was left by a worker that is gone, and nudges for what nobody was told of."""
        stale = timezone.now() - STALE_AFTER
        for left, again in TAKEN_UP_AGAIN.items():
            abandoned = self.rows.objects.filter(state=left, claimed_at__lt=stale)
            for row in abandoned.filter(tries__gte=MOST_TRIES):
                with suppress(ClaimLost):
                    self.leave(row, **self._given_up())
            abandoned.filter(tries__lt=MOST_TRIES).update(state=again)
        long_ago = timezone.now() - NUDGE_AGAIN_AFTER
        untouched = Q(claimed_at=None, received_at__lt=long_ago) | Q(claimed_at__lt=long_ago)
        waiting = self.rows.objects.filter(untouched, state__in=list(TAKEN_UP_AGAIN.values()))
        ids = list(waiting.values_list("id", flat=True)[:AT_A_TIME])
        for import_id in ids:
            self.nudge(import_id)
        return len(ids)

    @transaction.atomic
    def leave(self, row: Any, **values: object) -> None:
        """Raises ClaimLost where the work is another worker's by now."""
        if not self.rows.objects.filter(id=row.id, state=row.state, claimed_at=row.claimed_at).update(**values):
            raise ClaimLost
        if not ImportState(str(values["state"])).is_under_way:
            self.left(row.id)

    def _claimed(self, import_id: UUID, waits: ImportState, works: ImportState) -> Any:
        """By one conditional update, so that of two workers one does it."""
        claimed = self.rows.objects.filter(id=import_id, state=waits, tries__lt=MOST_TRIES).update(
            state=works, claimed_at=timezone.now(), tries=F("tries") + 1
        )
        return self.rows.objects.select_related("authority", "exercise").get(id=import_id) if claimed else None

    def _tried(self, row: Any, work: Callable[[Any], None]) -> None:
        try:
            self._worked(row, work)
        except ClaimLost:
            log.warning("an import was taken over by another worker", subject=str(row.id))

    def _worked(self, row: Any, work: Callable[[Any], None]) -> None:
        try:
            work(row)
        except UnreadableTable as reason:
            over = {"finished_at": timezone.now(), **self.emptied}
            self.leave(row, state=ImportState.REFUSED, words=str(reason), **over)
        except ClaimLost:
            raise
        except Exception:
            log.exception("an import could not be worked on", subject=str(row.id), tries=row.tries)
            again = {"state": TAKEN_UP_AGAIN[ImportState(row.state)]}
            self.leave(row, **(self._given_up() if row.tries >= MOST_TRIES else again))

    def _given_up(self) -> dict[str, object]:
        return {"state": ImportState.FAILED, "words": _FAILED, "finished_at": timezone.now(), **self.emptied}
