"""Celery tasks of the register: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from register.actions import import_worker


@shared_task(name="register.tasks.process_import")
def process_import(import_id: str) -> None:
    """Read or apply an import, whichever is next."""
    import_worker.process(UUID(import_id))
