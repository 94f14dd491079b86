"""Test support: the wall as it is between ``migrate`` and ``seal_the_wall`` of an upgrade."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from accounts.actions.wall_keys import be_strict
from accounts.domain.sealed_context import KEYS


def make_lenient() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {KEYS} (inner_pad, outer_pad) VALUES (NULL, NULL)")


@contextmanager
def lenient_wall() -> Iterator[None]:
    make_lenient()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            be_strict(cursor)
