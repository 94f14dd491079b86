"""Celery tasks of erasures, retention and the trail's seals: each calls the action."""

from uuid import UUID

import structlog
from celery import shared_task

from accounts.erasures.actions import trail_seals
from accounts.erasures.actions.erasures import ERASE
from costofcare.erasures.actions import erasure_work
from costofcare.retention import actions as retention

log = structlog.get_logger(__name__)


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
