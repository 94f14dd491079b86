"""Test support: what is so once somebody waits for a row that another connection holds."""

import time

from django.db import connection

from accounts.tests.patience import PATIENCE_SECONDS


def until_somebody_waits() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _somebody_waits():
        assert time.monotonic() < deadline, "nobody waited for a row"
        time.sleep(0.05)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
