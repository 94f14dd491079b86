"""What a worker is asked to do about engagement: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from engagement.actions import (
    delivery_news,
    events,
    log_imports,
    logging_bookings,
    mailbox,
    notices,
    opting_out,
    sending,
    sending_notices,
    settling,
    taking_in,
    timetable,
)
from engagement.actions.task_names import CATCH_UP, SEND_STEP


@shared_task(name=SEND_STEP)
def send_step(step_id: str) -> None:
    sending.send(UUID(step_id))


@shared_task(name=CATCH_UP)
def catch_up() -> None:
    opting_out.catch_up()


@shared_task(name="engagement.tasks.sweep_campaigns")
def sweep_campaigns() -> None:
    timetable.sweep()


@shared_task(name=notices.SEND_NOTICE)
def send_notice(notice_id: str) -> None:
    sending_notices.send(UUID(notice_id))


@shared_task(name="engagement.tasks.sweep_meetings")
def sweep_meetings() -> None:
    settling.settle()
    logging_bookings.log_bookings()
    sending_notices.sweep()


@shared_task(name=logging_bookings.LOG)
def log_bookings() -> None:
    logging_bookings.log_bookings()


@shared_task(name=events.SETTLE)
def settle_events() -> None:
    settling.settle()


@shared_task(name="engagement.tasks.fetch_delivery_news")
def fetch_delivery_news() -> None:
    delivery_news.fetch()


@shared_task(name="engagement.tasks.poll_mailbox")
def poll_mailbox() -> None:
    mailbox.poll()


@shared_task(name=log_imports.TAKE_IN)
def take_in_log(import_id: str) -> None:
    taking_in.process(UUID(import_id))


@shared_task(name="engagement.tasks.sweep_logs")
def sweep_logs() -> None:
    taking_in.sweep()
