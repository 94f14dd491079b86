"""Celery tasks of rounds: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from benchmarking.analysis.actions import analysis_worker
from benchmarking.analysis.actions.analyses import MAKE_ANALYSIS


@shared_task(name=MAKE_ANALYSIS)
def make_analysis(analysis_id: str) -> None:
    analysis_worker.process(UUID(analysis_id))


@shared_task(name="benchmarking.tasks.sweep_analyses")
def sweep_analyses() -> None:
    """Find, by the timetable, analyses that wait without a worker, or whose worker has died."""
    analysis_worker.sweep()
