"""Celery tasks about engagement: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from engagement.actions.task_names import CATCH_UP, SEND_STEP
from engagement.campaigns.actions import delivery_news, scheduled_jobs, send_messages
from engagement.contacts.actions import log_import_worker, log_imports
from engagement.inbox.actions import mailbox
from engagement.meetings.actions import (
    booking_contacts,
    event_worker,
    events,
    notices,
    send_notices,
)
from engagement.people.actions import opt_outs


@shared_task(name=SEND_STEP)
def send_step(step_id: str) -> None:
    send_messages.send(UUID(step_id))


@shared_task(name=CATCH_UP)
def catch_up() -> None:
    opt_outs.catch_up()


@shared_task(name="engagement.tasks.sweep_campaigns")
def sweep_campaigns() -> None:
    scheduled_jobs.sweep()


@shared_task(name=notices.SEND_NOTICE)
def send_notice(notice_id: str) -> None:
    send_notices.send(UUID(notice_id))


@shared_task(name="engagement.tasks.sweep_meetings")
def sweep_meetings() -> None:
    event_worker.settle()
    booking_contacts.log_bookings()
    send_notices.sweep()


@shared_task(name=booking_contacts.LOG)
def log_bookings() -> None:
    booking_contacts.log_bookings()


@shared_task(name=events.SETTLE)
def settle_events() -> None:
    event_worker.settle()


@shared_task(name="engagement.tasks.fetch_delivery_news")
def fetch_delivery_news() -> None:
    delivery_news.fetch()


@shared_task(name="engagement.tasks.poll_mailbox")
def poll_mailbox() -> None:
    mailbox.poll()


@shared_task(name=log_imports.TAKE_IN)
def take_in_log(import_id: str) -> None:
    log_import_worker.process(UUID(import_id))


@shared_task(name="engagement.tasks.sweep_logs")
def sweep_logs() -> None:
    log_import_worker.sweep()
