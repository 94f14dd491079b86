"""What a worker is asked to do for the register: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from register.actions import import_worker


@shared_task(name="register.tasks.process_import")
def process_import(import_id: str) -> None:
    """Read or apply an import, whichever is next."""
    import_worker.process(UUID(import_id))
