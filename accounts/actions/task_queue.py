"""Nudge a worker that there is something to do. The row is the truth; the task is only a nudge."""

from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger(__name__)


def nudge_when_committed(task: str, *ids: UUID) -> None:
    transaction.on_commit(lambda: nudge(task, *ids))


def nudge(task: str, *ids: UUID) -> bool:
    """Queue a task; return False if the broker cannot be reached.

    Nothing is lost then, as the sweeper finds the row.
    """
    subject = " ".join(str(each) for each in ids)
    try:
        current_app.send_task(task, args=[str(each) for each in ids])
    except Exception:  # whatever is wrong with the broker, the row is safe and the person must hear so
        log.warning("no worker could be nudged; the sweeper will", task=task, subject=subject, exc_info=True)
        return False
    return True
