"""Whoever serves or works is refused with the rights of another: the database says whose they are, not the name."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare.apps import refuse_an_old_server
from costofcare.deployment import start
from costofcare.deployment.database_roles import RoleBinding, binding_of
from costofcare.row_level_security import stand_under

ROOT = Path(__file__).resolve().parents[2]
WELL = RoleBinding("web", 15_00_18, "portal_web", False, 0, 0, 0)


def troubles(process: str, role: str) -> list[str]:
    with stand_under(role):
        return list(binding_of(connection, process).troubles())


@pytest.mark.django_db
@pytest.mark.parametrize("process", ["web", "worker"])
def test_each_process_is_bound_by_the_policies_of_its_own_role(process: str):
    assert troubles(process, f"portal_{process}") == []


@pytest.mark.django_db
def test_the_worker_in_the_web_process_is_refused():
    (trouble,) = troubles("web", "portal_worker")
    assert trouble.startswith("The web process signs in to the database as portal_worker, which ")
    assert trouble.endswith(" policies let through that are not for portal_web. Give it the address of portal_web.")


@pytest.mark.django_db
@pytest.mark.parametrize("process", ["web", "worker"])
def test_the_owner_is_refused_wherever_it_serves_or_works(process: str):
    (trouble,) = troubles(process, "portal_owner")
    assert "as a role that its row-level security does not bind" in trouble


@pytest.mark.django_db
def test_a_worker_that_would_find_nothing_is_refused():
    (trouble,) = troubles("worker", "portal_web")
    assert "Give it the address of portal_worker." in trouble


@pytest.fixture
def superuser(servers: Any) -> Iterator[Any]:
    """A connection of the cluster's superuser to the tests' database; all that it does is undone."""
    url = servers.postgres.url_for("postgres", connection.settings_dict["NAME"])
    with closing(psycopg2.connect(url)) as made:
        yield SimpleNamespace(cursor=made.cursor, pg_version=made.server_version)
        made.rollback()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE ROLE council IN ROLE portal_web", None),
        ("CREATE ROLE council NOINHERIT IN ROLE portal_web", "has not the rights of portal_web"),
        ("CREATE ROLE council IN ROLE portal_web, portal_worker", "that are not for portal_web"),
        ("CREATE ROLE council IN ROLE portal_web NOINHERIT; GRANT portal_worker TO council", "that are not for"),
        ("CREATE ROLE council IN ROLE portal_owner", "does not bind"),
        ("CREATE ROLE council BYPASSRLS IN ROLE portal_web", "does not bind"),
        ("CREATE ROLE council", "has not the rights of portal_web"),
    ],
)
def test_a_role_of_another_name_is_known_by_its_rights(superuser: Any, made: str, said: str | None):
    with superuser.cursor() as cursor:
        cursor.execute(f"{made}; SET ROLE council")
        found = list(binding_of(superuser, "web").troubles())
    assert [said in trouble for trouble in found] == ([] if said is None else [True])


def test_a_server_that_is_too_old_is_refused():
    assert list(WELL.troubles()) == []
    (trouble,) = RoleBinding("web", 14_00_09, "portal_web", False, 0, 0, 0).troubles()
    assert trouble.startswith("The database is PostgreSQL 14; the portal needs 15 or newer")
    old = {"default": SimpleNamespace(pg_version=14_00_09)}
    with pytest.MonkeyPatch.context() as patch, pytest.raises(ImproperlyConfigured, match="needs 15 or newer"):
        patch.setattr("costofcare.apps.connections", old)
        refuse_an_old_server("default")


@pytest.mark.django_db(transaction=True)
def test_the_start_says_what_the_first_connection_is_refused_for(settings: Any, capsys: pytest.CaptureFixture[str]):
    settings.PROCESS = "web"
    connection.close()
    with pytest.raises(SystemExit) as ended:
        start.refuse_unsafe_start("web")
    assert ended.value.code == 3
    assert capsys.readouterr().err.startswith("portal: The web process signs in to the database as a role that ")


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_no_page_is_served_as_the_worker(servers: Any):
    environment = os.environ | servers.environment(connection.settings_dict["NAME"])
    environment |= {"PORTAL_PROCESS": "web", "DATABASE_URL": environment["WORKER_DATABASE_URL"]}
    command = [sys.executable, "-m", "gunicorn", "costofcare.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert "portal: The web process signs in to the database as portal_worker, which " in done.stderr
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)


def test_a_database_that_is_away_is_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch):
    settings.PROCESS = "web"

    def away() -> None:
        raise psycopg2.OperationalError

    monkeypatch.setattr(start, "connection", SimpleNamespace(ensure_connection=away, close=lambda: None))
    monkeypatch.setattr(start, "DatabaseError", psycopg2.OperationalError)
    start.refuse_unsafe_start("web")
