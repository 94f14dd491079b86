"""A worker keeps its connection to the database from task to task, and gets another where it was lost."""

from types import SimpleNamespace
from unittest import mock

import pytest
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from costofcare.celery import app
from costofcare.tests.test_settings_by_process import SECRETS, settings

QUEUED, EAGER = (SimpleNamespace(request=SimpleNamespace(is_eager=is_eager)) for is_eager in (False, True))


def task_after_task() -> None:
    fixup = DjangoWorkerFixup(app)
    fixup.on_task_prerun(sender=QUEUED)
    fixup.on_task_postrun(sender=QUEUED)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.fixture
def kept(db: None):
    """A connection as in a worker; that of the test is in a transaction, which nothing would ever close."""
    with (
        mock.patch.dict(connection.settings_dict, {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}),
        mock.patch.object(connection, "in_atomic_block", False),
        mock.patch.object(connection, "get_autocommit", return_value=connection.settings_dict["AUTOCOMMIT"]),
        mock.patch.object(connection, "health_check_enabled", True),
        mock.patch.object(connection, "close_at", None),
        mock.patch.object(connection, "close") as close,
    ):
        yield close


def test_it_is_kept_and_asked_whether_it_lives(kept):
    connection.health_check_done = True
    task_after_task()
    assert not kept.called and connection.health_check_done is False
    assert backend() == backend() and connection.health_check_done is True


def test_one_that_is_too_old_is_closed(kept):
    connection.close_at = 0
    task_after_task()
    assert kept.called


def test_a_task_that_runs_in_a_page_leaves_its_connection_alone(kept):
    connection.close_at = 0
    DjangoWorkerFixup(app).on_task_prerun(sender=EAGER)
    assert not kept.called


@pytest.mark.parametrize("process", ["web", "worker"])
def test_both_processes_keep_theirs_for_a_minute(process: str):
    found = settings("DATABASES", PORTAL_PROCESS=process, PORTAL_STAGE="test", **SECRETS)["DATABASES"]
    assert (found["default"]["CONN_MAX_AGE"], found["default"]["CONN_HEALTH_CHECKS"]) == (60, True)
