"""Celery tasks about the portal itself."""

from typing import Any

from celery import shared_task

from costofcare import heartbeat


@shared_task(name="costofcare.tasks.beat", bind=True)
def beat(self: Any) -> None:
    heartbeat.beat(str(self.request.hostname or "here"))
