"""Celery tasks about releases and calculations: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from reports.actions import release_mails, request_worker, requests
from reports.annexes.actions import document_worker, documents


@shared_task(name=release_mails.TELL_OF_RELEASE)
def tell_of_release(release_id: str) -> None:
    release_mails.tell(release_id=UUID(release_id))


@shared_task(name="reports.tasks.tell_of_releases")
def tell_of_releases() -> None:
    """Tell, by the timetable, of whatever was released or withdrawn while no worker could be reached."""
    for release_id in release_mails.untold():
        release_mails.tell(release_id=release_id)
    for release_id in release_mails.untold_withdrawals():
        release_mails.tell_of_withdrawal(release_id=release_id)


@shared_task(name=release_mails.TELL_OF_WITHDRAWAL)
def tell_of_withdrawal(release_id: str) -> None:
    release_mails.tell_of_withdrawal(release_id=UUID(release_id))


@shared_task(name=documents.MAKE_DOCUMENT)
def make_document(document_id: str) -> None:
    document_worker.make(UUID(document_id))


@shared_task(name="reports.tasks.sweep_documents")
def sweep_documents() -> None:
    """Take up, by the timetable, documents that were asked for while no worker could be reached."""
    document_worker.sweep()


@shared_task(name=requests.MAKE_CALCULATION)
def make_calculation(request_id: str) -> None:
    request_worker.process(UUID(request_id))


@shared_task(name="reports.tasks.sweep_calculations")
def sweep_calculations() -> None:
    """Find, by the timetable, calculations that wait without a worker, or whose worker has died."""
    request_worker.sweep()
