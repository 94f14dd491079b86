"""Celery tasks about releases: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from reports.actions import release_mails


@shared_task(name=release_mails.TELL_OF_RELEASE)
def tell_of_release(release_id: str) -> None:
    release_mails.tell(release_id=UUID(release_id))


@shared_task(name="reports.tasks.tell_of_releases")
def tell_of_releases() -> None:
    """Tell, by the timetable, of whatever was released while no worker could be reached."""
    for release_id in release_mails.untold():
        release_mails.tell(release_id=release_id)
