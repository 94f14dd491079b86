"""What a worker is asked to do: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from accounts.actions import outbox
from register.actions import import_worker
from submissions.actions import process_upload as processing
from submissions.actions import requeue_stuck


@shared_task(name="submissions.tasks.process_upload")
def process_upload(upload_id: str) -> None:
    processing.process(UUID(upload_id))


@shared_task(name="submissions.tasks.sweep")
def sweep() -> None:
    """Of uploads, of imports, and of the letters of all rooms: they come last, as a mail server may be slow."""
    requeue_stuck.sweep()
    import_worker.sweep()
    outbox.sweep()
