"""What a worker is asked to do about engagement: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from engagement.actions import nudging, opting_out, sending, timetable


@shared_task(name=nudging.SEND_STEP)
def send_step(step_id: str) -> None:
    sending.send(UUID(step_id))


@shared_task(name=nudging.CATCH_UP)
def catch_up() -> None:
    opting_out.catch_up()


@shared_task(name="engagement.tasks.sweep_campaigns")
def sweep_campaigns() -> None:
    timetable.sweep()
