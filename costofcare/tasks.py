"""Celery tasks about the portal itself: its heart, its incidents, erasures, retention and the trail's seals."""

from typing import Any
from uuid import UUID

import structlog
from celery import shared_task, signals

from accounts.erasures.actions import trail_seals
from accounts.erasures.actions.erasures import ERASE
from costofcare import heartbeat
from costofcare.actions import incidents
from costofcare.domain.incidents import IncidentKind
from costofcare.erasures.actions import erasure_work
from costofcare.retention import actions as retention

log = structlog.get_logger(__name__)


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


@shared_task(name=ERASE)
def erase(erasure_id: str) -> None:
    erasure_work.work(UUID(erasure_id))


@shared_task(name="costofcare.tasks.sweep_erasures")
def sweep_erasures() -> None:
    erasure_work.sweep()


@shared_task(name="costofcare.tasks.seal_trail")
def seal_trail() -> None:
    """Seal what is new; the log keeps the last seal, as whoever has the database has not the log."""
    if trail_seals.seal_new():
        head = trail_seals.head()
        log.info("the trail is sealed", position=head.position, seal=head.digest)


@shared_task(name="costofcare.tasks.erase_daily")
def erase_daily() -> None:
    retention.erase_daily()
