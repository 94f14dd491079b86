"""What a worker does for an import: reads the file and plans, or applies what a person has confirmed."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.actions import sealing
from submissions.actions import import_kinds, imports, register
from submissions.actions.claims import ClaimLost
from submissions.actions.import_kinds import Planned
from submissions.domain.register.imports import MOST_TRIES, TAKEN_UP_AGAIN, ImportKind, ImportState
from submissions.domain.register.spreadsheets.opening import CannotRead
from submissions.models import RegisterImport

log = structlog.get_logger(__name__)

# Longer than the longest task: whoever claimed a row before then is gone.
STALE_AFTER = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
NUDGE_AGAIN_AFTER = timedelta(seconds=settings.NUDGE_AGAIN_SECONDS)
AT_A_TIME = 20
_CHANGED_MEANWHILE = "The register has changed since this was read. Look at what would change now, and confirm it."
_FAILED = "The portal met an error of its own, three times, and nothing was changed. The log says where."


def process(import_id: UUID) -> None:
    """Whatever is next for an import: to be read, or to be applied. Whoever claims its row does it."""
    row = _claimed(import_id, ImportState.RECEIVED, ImportState.READING)
    if row is not None:
        return _tried(row, _read)
    row = _claimed(import_id, ImportState.CONFIRMED, ImportState.APPLYING)
    if row is not None:
        _tried(row, _apply)


def sweep() -> int:
    """Takes up what was left by a worker that is gone, and nudges for what nobody was told of."""
    stale = timezone.now() - STALE_AFTER
    for left, again in TAKEN_UP_AGAIN.items():
        abandoned = RegisterImport.objects.filter(state=left, claimed_at__lt=stale)
        abandoned.filter(tries__gte=MOST_TRIES).update(**_given_up())
        abandoned.filter(tries__lt=MOST_TRIES).update(state=again)
    long_ago = timezone.now() - NUDGE_AGAIN_AFTER
    untouched = Q(claimed_at=None, received_at__lt=long_ago) | Q(claimed_at__lt=long_ago)
    waiting = RegisterImport.objects.filter(untouched, state__in=list(TAKEN_UP_AGAIN.values()))
    ids = list(waiting.values_list("id", flat=True)[:AT_A_TIME])
    for import_id in ids:
        imports.nudge(import_id)
    return len(ids)


def _claimed(import_id: UUID, waits: ImportState, works: ImportState) -> RegisterImport | None:
    """By one conditional update, so that of two workers one does it."""
    claimed = RegisterImport.objects.filter(id=import_id, state=waits, tries__lt=MOST_TRIES).update(
        state=works, claimed_at=timezone.now(), tries=F("tries") + 1
    )
    return RegisterImport.objects.select_related("authority", "exercise").get(id=import_id) if claimed else None


def _tried(row: RegisterImport, work: Callable[[RegisterImport], None]) -> None:
    try:
        _worked(row, work)
    except ClaimLost:
        log.warning("an import was taken over by another worker", subject=str(row.id))


def _worked(row: RegisterImport, work: Callable[[RegisterImport], None]) -> None:
    try:
        work(row)
    except CannotRead as reason:
        _leave(row, state=ImportState.REFUSED, words=str(reason), finished_at=timezone.now(), **imports.EMPTIED)
    except ClaimLost:
        raise
    except Exception:
        log.exception("an import could not be worked on", subject=str(row.id), tries=row.tries)
        again = {"state": TAKEN_UP_AGAIN[ImportState(row.state)]}
        _leave(row, **(_given_up() if row.tries >= MOST_TRIES else again))


def _read(row: RegisterImport) -> None:
    def report(rows: int) -> None:
        RegisterImport.objects.filter(id=row.id).update(rows_read=rows)

    found = import_kinds.read(ImportKind(row.kind), sealing.unseal(row.sealed), report)
    _leave(row, state=ImportState.READY, **_shown(import_kinds.plan(found, row)))


def _apply(row: RegisterImport) -> None:
    """Planned anew under the turn: what is applied is what was previewed, or nothing."""
    found = import_kinds.read(ImportKind(row.kind), sealing.unseal(row.sealed))
    with transaction.atomic():
        register.take_turn()
        planned = import_kinds.plan(found, row)
        if planned.sha256 != row.plan_sha256:
            _leave(row, state=ImportState.READY, **_shown(planned, _CHANGED_MEANWHILE))
            return
        planned.carry_out()
        _leave(row, state=ImportState.DONE, finished_at=timezone.now(), **imports.EMPTIED)
        imports.record_on(None, "applied an import", row)


def _shown(planned: Planned, words: str = "") -> dict[str, object]:
    return {"preview": planned.preview, "plan_sha256": planned.sha256, "words": words}


def _given_up() -> dict[str, object]:
    return {"state": ImportState.FAILED, "words": _FAILED, "finished_at": timezone.now(), **imports.EMPTIED}


def _leave(row: RegisterImport, **values: object) -> None:
    """Raises ClaimLost where the work is another worker's by now."""
    if not RegisterImport.objects.filter(id=row.id, state=row.state, claimed_at=row.claimed_at).update(**values):
        raise ClaimLost
