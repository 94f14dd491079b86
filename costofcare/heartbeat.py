"""A worker's sign of life: each minute the timetable asks for one, and whichever worker takes it leaves the time.

It lies in Redis: a heart that beat there shows that timetable, broker and worker work together, and needs no table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from costofcare.celery import app

PREFIX = "portal:heart:"
KEPT = timedelta(days=1)


@contextmanager
def broker() -> Iterator[Any]:
    """Open Redis as the tasks reach it, and give up soon where it is away."""
    with app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=2)
        yield connection.default_channel.client


def beat(worker: str) -> None:
    with broker() as redis:
        redis.set(f"{PREFIX}{worker}", timezone.now().isoformat(), ex=KEPT)


def hearts() -> dict[str, datetime]:
    """Return when the heart of each worker beat last."""
    with broker() as redis:
        keys = [key.decode() for key in redis.scan_iter(f"{PREFIX}*")]
        times = redis.mget(keys) if keys else []
    return {
        key.removeprefix(PREFIX): datetime.fromisoformat(when.decode())
        for key, when in zip(keys, times, strict=True)
        if when
    }


def limit() -> timedelta:
    """Return how old the newest beat may be: three were missed."""
    return timedelta(seconds=3 * settings.HEARTBEAT_SECONDS)
