"""Telling a worker that there is something to do: only a nudge, as the row is the truth."""

from functools import partial
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger(__name__)

SEND_STEP = "engagement.tasks.send_step"
CATCH_UP = "engagement.tasks.catch_up"


def when_committed(task: str, *ids: UUID) -> None:
    transaction.on_commit(partial(nudge, task, *ids))


def nudge(task: str, *ids: UUID) -> None:
    try:
        current_app.send_task(task, args=[str(each) for each in ids])
    except Exception:  # whatever is wrong with the broker, the row is safe and the timetable comes back for it
        log.warning("no worker could be nudged; the timetable will", task=task, exc_info=True)
