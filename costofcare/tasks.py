"""Celery tasks about the portal itself, and the note of any task that failed."""

from typing import Any

import structlog
from celery import shared_task, signals

from costofcare import heartbeat
from costofcare.actions import incidents
from costofcare.domain.incidents import IncidentKind


@shared_task(name="costofcare.tasks.beat", bind=True)
def beat(self: Any) -> None:
    heartbeat.beat(str(self.request.hostname or "here"))


@shared_task(name="costofcare.tasks.drop_old_incidents")
def drop_old_incidents() -> None:
    incidents.drop_old()


@signals.task_failure.connect
def note_failure(sender: Any = None, exception: BaseException | None = None, **_: Any) -> None:
    """Note the kind of trouble and not its words: those of a database quote whole rows."""
    trouble = type(exception).__qualname__ if exception is not None else ""
    request = str(structlog.contextvars.get_contextvars().get("request", ""))
    incidents.note(kind=IncidentKind.TASK_FAILED, about=getattr(sender, "name", ""), trouble=trouble, request=request)
