"""What a worker is asked to do: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from submissions.actions import importing, processing, sweeping


@shared_task(name="submissions.tasks.process_upload")
def process_upload(upload_id: str) -> None:
    processing.process(UUID(upload_id))


@shared_task(name="submissions.tasks.sweep")
def sweep() -> None:
    sweeping.sweep()
    importing.sweep()


@shared_task(name="submissions.tasks.process_import")
def process_import(import_id: str) -> None:
    importing.process(UUID(import_id))
