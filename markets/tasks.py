"""Celery tasks of the markets room: each takes an id and calls what works on it."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from markets.evaluation.actions.looks import MAKE_LOOKS
from markets.payment.actions.asked_runs import MAKE_PAYMENT_RUN
from markets.places.actions.place_lists import READ_PLACES
from markets.profiles.actions.profile_runs import MAKE_PROFILE
from markets.store import (
    dataset_removal,
    ground_worker,
    look_worker,
    payment_worker,
    place_worker,
    profile_worker,
    take_in_worker,
)
from markets.visits.actions import months
from markets.visits.actions.datasets import DELETE_FILES, TAKE_IN
from markets.zones.actions.grounds import FIND_GROUND


@shared_task(name=TAKE_IN, time_limit=take_in_worker.TIME_LIMIT, soft_time_limit=take_in_worker.TIME_LIMIT - 30)
def take_in_visits(dataset_id: str) -> None:
    take_in_worker.process(UUID(dataset_id))


@shared_task(name=DELETE_FILES)
def delete_files_of_visits(dataset_id: str) -> None:
    dataset_removal.remove(UUID(dataset_id))
    dataset_removal.remove_months(UUID(dataset_id))


@shared_task(name="markets.tasks.sweep_visits")
def sweep_visits() -> None:
    """Take up what was left by a worker that is gone, and delete files that nothing names any more."""
    take_in_worker.sweep()
    months.forget_old(timezone.localdate())
    dataset_removal.sweep()


@shared_task(name=MAKE_PROFILE, time_limit=profile_worker.TIME_LIMIT, soft_time_limit=profile_worker.TIME_LIMIT - 30)
def make_profile(run_id: str) -> None:
    profile_worker.process(UUID(run_id))


@shared_task(name="markets.tasks.sweep_profiles")
def sweep_profiles() -> None:
    """Find, by the timetable, runs and lists of places that wait without a worker, or whose worker has died."""
    profile_worker.sweep()
    payment_worker.sweep()
    ground_worker.sweep()
    look_worker.sweep()
    place_worker.sweep()


@shared_task(
    name=MAKE_PAYMENT_RUN, time_limit=payment_worker.TIME_LIMIT, soft_time_limit=payment_worker.TIME_LIMIT - 30
)
def make_payment_run(run_id: str) -> None:
    payment_worker.process(UUID(run_id))


@shared_task(name=FIND_GROUND, time_limit=ground_worker.TIME_LIMIT, soft_time_limit=ground_worker.TIME_LIMIT - 30)
def find_ground(run_id: str) -> None:
    ground_worker.process(UUID(run_id))


@shared_task(name=MAKE_LOOKS, time_limit=look_worker.TIME_LIMIT, soft_time_limit=look_worker.TIME_LIMIT - 30)
def make_looks(run_id: str) -> None:
    look_worker.process(UUID(run_id))


@shared_task(name=READ_PLACES, time_limit=place_worker.TIME_LIMIT, soft_time_limit=place_worker.TIME_LIMIT - 30)
def read_places(run_id: str) -> None:
    place_worker.process(UUID(run_id))
