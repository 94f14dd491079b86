"""Test support: rows that all tests of a module or class begin with, made once in a transaction around them all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def rows_for_all(blocker: Any) -> Iterator[None]:
    """Let a fixture of a module or class write; ``blocker`` is pytest-django's.

    The transaction of each test is a savepoint inside this one, so that what it does is undone as ever. All tests of
    the module or class must begin so, and none may commit (``transaction=True``).
    """
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with blocker.unblock(), around:
        yield
        transaction.set_rollback(True)
