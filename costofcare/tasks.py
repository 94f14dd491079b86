"""Celery tasks of erasures, retention and the trail's seals: each calls the action."""

from uuid import UUID

from celery import shared_task

from accounts.erasures.actions.erasures import ERASE
from costofcare.erasures.actions import erasure_work


@shared_task(name=ERASE)
def erase(erasure_id: str) -> None:
    erasure_work.work(UUID(erasure_id))


@shared_task(name="costofcare.tasks.sweep_erasures")
def sweep_erasures() -> None:
    erasure_work.sweep()
