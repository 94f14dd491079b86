"""Telling a worker that there is something to do: only a nudge, as the row is the truth."""

from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger(__name__)

PROCESS_UPLOAD = "submissions.tasks.process_upload"


def nudge_when_committed(upload_id: UUID) -> None:
    transaction.on_commit(lambda: nudge(upload_id))


def nudge(upload_id: UUID) -> bool:
    """False where nobody could be told; nothing is lost, as the sweeper comes."""
    try:
        current_app.send_task(PROCESS_UPLOAD, args=[str(upload_id)])
    except Exception:  # whatever is wrong with the broker, the upload is safe and the person must hear so
        log.warning("no worker could be nudged; the sweeper will", upload=str(upload_id), exc_info=True)
        return False
    return True
