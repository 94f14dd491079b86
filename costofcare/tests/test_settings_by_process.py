"""Each process of the portal says at once what it lacks; commands that store nothing lack nothing."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from costofcare.tests.safe_environment import SAFE

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {"SECRET_KEY": "x", "SEALING_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=", "LEDGER_KEY": "y"}
PRODUCTION = SECRETS | {
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal_web:a@db.example/costofcare",
    "WORKER_DATABASE_URL": "postgresql://portal_worker:b@db.example/costofcare",
    "OWNER_DATABASE_URL": "postgresql://portal_owner:c@db.example:5433/costofcare?sslmode=require",
}
SETTINGS = ROOT / "costofcare" / "settings.py"


def run(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "costofcare.settings", **env}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=clean, capture_output=True, text=True)


def settings(*names: str, **env: str) -> dict[str, Any]:
    """Read the settings anew, as a process with this environment and no other would; starting one takes a second."""
    with mock.patch.dict(os.environ, env, clear=True):
        found = runpy.run_path(str(SETTINGS))
    return {name: found[name] for name in names}


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("return_template", marks=pytest.mark.nightly),
        *(pytest.param(each, marks=pytest.mark.proof) for each in ("check_return", "summarise_returns")),
    ],
)
def test_a_command_that_stores_nothing_runs_without_environment_database_or_broker(command: str, tmp_path: Path):
    given = {
        "return_template": ["homecare", "--output", str(tmp_path / "blank.xlsx")],
        "check_return": [str(tmp_path / "missing.xlsx")],
        "summarise_returns": [str(tmp_path)],
    }
    done = run("manage.py", command, *given[command], env={})
    assert "Traceback" not in done.stderr
    assert "DATABASE" not in done.stderr
    assert "SECRET" not in done.stderr
    assert done.returncode == (0 if command == "return_template" else 2)


@pytest.mark.parametrize("process", ["web", "worker"])
def test_what_serves_or_works_says_all_that_it_lacks_in_one_sentence(process: str):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings(PORTAL_PROCESS=process)
    address = "DATABASE_URL" if process == "web" else "WORKER_DATABASE_URL"
    lacks = f"SECRET_KEY, SEALING_KEYS, LEDGER_KEY, ALLOWED_HOSTS, {address}."
    assert str(refused.value) == f"The {process} process needs in its environment: {lacks}"


def test_a_process_that_lacks_something_ends_and_says_so_in_its_last_line():
    done = run("manage.py", "check", env={"PORTAL_PROCESS": "web"})
    assert done.returncode != 0
    assert "The web process needs in its environment: SECRET_KEY" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("process", "user", "wall_role"),
    [("web", "portal_web", ""), ("worker", "portal_worker", ""), ("command", "portal_owner", "portal_web")],
)
def test_each_process_reaches_the_database_under_its_own_role(process: str, user: str, wall_role: str):
    for env in (PRODUCTION, SECRETS | {"PORTAL_STAGE": "demo"}):
        found = settings("DATABASES", "WALL_ROLE", PORTAL_PROCESS=process, **env)
        assert found["DATABASES"]["default"]["USER"] == user
        assert found["WALL_ROLE"] == wall_role


def test_an_address_keeps_its_port_and_its_options():
    database = settings("DATABASES", **PRODUCTION)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"]) == ("db.example", 5433)
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_in_production_cookies_and_addresses_are_for_https_alone():
    found = settings("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "HTTPS", **PRODUCTION)
    assert set(found.values()) == {True}


def test_the_second_factor_is_required_but_in_the_demo():
    assert settings("SECOND_FACTOR_REQUIRED", **PRODUCTION) == {"SECOND_FACTOR_REQUIRED": True}
    assert settings("SECOND_FACTOR_REQUIRED", PORTAL_STAGE="demo") == {"SECOND_FACTOR_REQUIRED": False}


@pytest.mark.proof
def test_the_deployment_check_has_nothing_to_say():
    done = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        env=SAFE,
    )
    assert done.returncode == 0, done.stderr


def test_a_stage_that_is_none_is_refused():
    with pytest.raises(ImproperlyConfigured, match="PORTAL_STAGE is production, demo or test"):
        settings(PORTAL_STAGE="prodction")


def test_a_number_of_proxies_that_is_none_is_refused_by_what_serves():
    with pytest.raises(ImproperlyConfigured, match="PROXIES says how many proxies of your own stand in front"):
        settings(**PRODUCTION, PORTAL_PROCESS="web", PROXIES="one")
    assert settings("PROXIES", PROXIES="-1") == {"PROXIES": 0}
