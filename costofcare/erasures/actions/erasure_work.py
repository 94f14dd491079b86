"""What a worker does of an erasure: one step after the other, each whole or not at all, so that it can go on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.erasures.actions import erasure_mails
from accounts.erasures.actions.erasures import ERASE
from accounts.erasures.domain.erasure_mails import is_done
from accounts.erasures.domain.states import ErasureKind, ErasureState
from accounts.erasures.queries import erasure_rows
from costofcare.erasures.actions import doors, erasure_list
from costofcare.erasures.domain import steps_of
from costofcare.erasures.domain.steps import ErasureStep, Statement
from costofcare.erasures.domain.whose import addresses_of, is_name, names_of, people_of, users_of

log = structlog.get_logger(__name__)
# Whoever has not finished a step for so long is gone.
STALE = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
# A worker may have read a row before nobody could sign in any more, and write it after: all is looked at twice.
ROUNDS = 2


def work(erasure_id: UUID) -> bool:
    """Do what is left of an erasure; return False if another worker is at it or there is nothing to do."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE)
    rows = erasure_rows().filter(id=erasure_id)
    mine = rows.filter(free, state__in=[ErasureState.CONSENTED, ErasureState.WORKING])
    if not mine.update(state=ErasureState.WORKING, claimed_at=now):
        return False
    try:
        while do_next(erasure_id):
            pass
    except Exception:
        rows.update(claimed_at=None)
        raise
    return True


@transaction.atomic
def do_next(erasure_id: UUID) -> bool:
    """Do the next step and note that it is done, in one transaction; return False if it was the last."""
    row = erasure_rows().select_for_update().get(id=erasure_id)
    if row.state != ErasureState.WORKING:
        return False
    steps = steps_of(ErasureKind(row.kind)) * ROUNDS
    if row.step == 0:
        erasure_list.note(row.kind, row.subject_id, row.id)
    if row.step < len(steps):
        _do(row, steps[row.step])
    row.step, row.claimed_at = row.step + 1, timezone.now()
    if row.step >= len(steps):
        row.state, row.finished_at, row.reference = ErasureState.DONE, row.claimed_at, ""
        audit.record(by=None, verb="erased", kind=f"erasure of a {row.kind}", id=row.subject_id)
        erasure_mails.tell_those_of(is_done(ErasureKind(row.kind)), row)
    row.save()
    return row.state == ErasureState.WORKING


def _do(row: doors.Row, step: ErasureStep) -> None:
    whose = whose_of(ErasureKind(row.kind), row.subject_id)
    for statement in step.statements:
        done = _execute(row, statement, whose)
        if done:
            row.counts[statement.table] = row.counts.get(statement.table, 0) + done


def _execute(row: doors.Row, statement: Statement, whose: dict[str, Any]) -> int:
    if statement.table in doors.DOORS:
        return doors.DOORS[statement.table](row, whose)
    if statement.table == "accounts_user":
        doors.end_sign_in(whose)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, whose)
        return int(cursor.rowcount)


def whose_of(kind: ErasureKind, subject_id: UUID) -> dict[str, Any]:
    """Return the people, accounts, addresses and names that an erasure is about, as they are now."""
    return {
        "of": subject_id,
        "people": _column(people_of(kind), subject_id),
        "users": _column(users_of(kind), subject_id),
        "addresses": _column(addresses_of(kind), subject_id),
        "names": [name for name in _column(names_of(kind), subject_id) if is_name(str(name))],
    }


def _column(query: str, subject_id: UUID) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"of": subject_id})
        return [value for (value,) in cursor.fetchall()]


def sweep() -> int:
    """Nudge for erasures that wait, or whose worker is gone."""
    gone = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - STALE)
    open_ones = erasure_rows().filter(gone, state__in=[ErasureState.CONSENTED, ErasureState.WORKING])
    return sum(task_queue.nudge(ERASE, each) for each in open_ones.values_list("id", flat=True))
