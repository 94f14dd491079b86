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
from django.db.models import Q
from django.utils import timezone

from accounts.actions.claimed_rows import MOST_TRIES, ClaimedRows, ClaimLost
from register.domain.imports import TAKEN_UP_AGAIN, ImportState
from spreadsheets.tables.any_file import UnreadableTable

log = structlog.get_logger(__name__)

# Longer than the longest task.
STALE_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
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
        for left, again in TAKEN_UP_AGAIN.items():
            abandoned = self._claims.abandoned(left)
            for row in abandoned.filter(tries__gte=MOST_TRIES):
                with suppress(ClaimLost):
                    self.leave(row, **self._given_up())
            abandoned.filter(tries__lt=MOST_TRIES).update(state=again)
        waiting = self._claims.untouched(*TAKEN_UP_AGAIN.values())
        ids = list(waiting.values_list("id", flat=True)[:AT_A_TIME])
        for import_id in ids:
            self.nudge(import_id)
        return len(ids)

    @transaction.atomic
    def leave(self, row: Any, **values: object) -> None:
        """Raises ClaimLost where the work is another worker's by now."""
        self._claims.update(row, **values)
        if not ImportState(str(values["state"])).is_under_way:
            self.left(row.id)

    def _claimed(self, import_id: UUID, waits: ImportState, works: ImportState) -> Any:
        return self._claims.claim(import_id, Q(state=waits), "authority", "exercise", state=works)

    @property
    def _claims(self) -> ClaimedRows:
        return ClaimedRows(self.rows, STALE_AFTER)

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
