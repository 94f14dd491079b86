"""Celery tasks of this room: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from accounts.actions import outbox
from register.actions import import_worker
from submissions.actions import process_upload as processing
from submissions.actions import requeue_stuck
from submissions.intake.actions import folder_work, intake_work
from submissions.questions.actions import reminders
from submissions.rechecks.actions import recheck_worker


@shared_task(name="submissions.tasks.process_upload")
def process_upload(upload_id: str) -> None:
    processing.process(UUID(upload_id))


@shared_task(name="submissions.tasks.process_intake_workbook")
def process_intake_workbook(workbook_id: str) -> None:
    intake_work.process(UUID(workbook_id))


@shared_task(name="submissions.tasks.process_intake_folder")
def process_intake_folder(folder_id: str) -> None:
    folder_work.process(UUID(folder_id))


@shared_task(name="submissions.tasks.check_again")
def check_again(recheck_id: str) -> None:
    recheck_worker.process(UUID(recheck_id))


@shared_task(name="submissions.tasks.sweep")
def sweep() -> None:
    """Sweep uploads, imports, rechecks, and the mail of all rooms, which comes last as a mail server may be slow."""
    requeue_stuck.sweep()
    import_worker.sweep()
    folder_work.sweep()
    intake_work.sweep()
    recheck_worker.sweep()
    outbox.sweep()


@shared_task(name="submissions.tasks.remind_of_queries")
def remind_of_queries() -> None:
    """Remind providers, by the timetable, of queries whose day has passed."""
    reminders.sweep()
