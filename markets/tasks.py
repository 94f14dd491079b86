"""Celery tasks of the markets room: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from markets.profiles.actions import profile_worker
from markets.profiles.actions.profile_runs import MAKE_PROFILE


@shared_task(name=MAKE_PROFILE)
def make_profile(run_id: str) -> None:
    profile_worker.process(UUID(run_id))


@shared_task(name="markets.tasks.sweep_profiles")
def sweep_profiles() -> None:
    """Find, by the timetable, profiles that wait without a worker, or whose worker has died."""
    profile_worker.sweep()
