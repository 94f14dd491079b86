"""A pytest plugin (-p costofcare.embedded_servers): PostgreSQL and Redis of its own, started when a test needs them.

The environment says where they will be before Django reads its settings; no server is started until a test that asks
for the database has been collected, which then takes about half a second. Tables are not made by migrating each time:
the database of a session is a copy of a blank one (costofcare/servers/blank.py).
"""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Generator
from pathlib import Path
from uuid import uuid4

import pytest

from costofcare.servers import blank, roles
from costofcare.servers.failures import ServerFailed
from costofcare.servers.postgres import Postgres
from costofcare.servers.redis import Redis
from costofcare.servers.sockets import TEMPORARY, close_socket_folder

PREFIX = "costofcare-test-"
# Making and unlinking the files of tables is what emptying them takes; where it can the data lie in memory.
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 2**30
NEEDS_DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "live_server", "servers"})
# A session that is only just beginning holds no lock yet.
BEGUN_SECONDS = 60
# Known to everybody, and so for tests alone.
ENVIRONMENT = {
    "PORTAL_STAGE": "test",
    "PORTAL_PROCESS": "command",
    "WALL_ROLE": roles.WEB,
    "SECRET_KEY": "only-for-tests",
    "SEALING_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
    "LEDGER_KEY": "only-for-tests",
    "EMAIL_URL": "memorymail://",
    "LOG_LEVEL": "WARNING",
}


class Servers:
    """Both servers of one session, below one folder that is deleted with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = Postgres(folder / "postgres", durable=False)
        self.redis = Redis(folder / "redis", durable=False)
        self.are_started = False

    def environment(self, database: str = roles.DATABASE) -> dict[str, str]:
        """Return the environment for Django here, and for a test's processes (on the tests' own database)."""
        return {
            "DATABASE_URL": self.postgres.url_for(roles.WEB, database),
            "WORKER_DATABASE_URL": self.postgres.url_for(roles.WORKER, database),
            "OWNER_DATABASE_URL": self.postgres.url_for(roles.OWNER, database),
            "REDIS_URL": self.redis.url,
            **ENVIRONMENT,
        }

    def start(self) -> None:
        if self.are_started:
            return
        self.are_started = True
        sweep()
        blank.copy_to(self.postgres, self.environment())
        self.postgres.start()
        self.redis.start()

    def stop(self) -> None:
        if self.are_started:
            self.redis.stop()
            self.postgres.stop()
            shutil.rmtree(self.folder, ignore_errors=True)


def place() -> Path:
    """Return the folder for the data. PostgreSQL's programs may have to be copied there, and be run."""
    if not os.access(MEMORY, os.W_OK | os.X_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return TEMPORARY
    return MEMORY if shutil.disk_usage(MEMORY).free > ENOUGH_BYTES else TEMPORARY


def sweep() -> None:
    """Remove what sessions that were killed have left; their servers died with them, and nobody holds their locks."""
    for folder in (*TEMPORARY.glob(f"{PREFIX}*"), *MEMORY.glob(f"{PREFIX}*")):
        with contextlib.suppress(OSError):
            parts = [folder / name for name in ("postgres", "redis")]  # of which a test may have stopped one
            if folder.stat().st_mtime < time.time() - BEGUN_SECONDS and not any(map(is_held, parts)):
                for part in parts:
                    close_socket_folder(part)
                shutil.rmtree(folder)


def is_held(folder: Path) -> bool:
    """Say whether a session has a server in this folder."""
    if not (folder / "lock").exists():
        return False
    with (folder / "lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


SERVERS = pytest.StashKey[Servers]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Set the environment around all other plugins, before pytest-django loads the settings."""
    servers = Servers(place() / f"{PREFIX}{uuid4().hex[:12]}")
    early_config.stash[SERVERS] = servers
    os.environ.update(servers.environment())
    return (yield)


def pytest_collection_finish(session: pytest.Session) -> None:
    if session.config.option.collectonly or not any(needs_database(item) for item in session.items):
        return
    try:
        session.config.stash[SERVERS].start()
    except ServerFailed as reason:
        raise pytest.UsageError(str(reason)) from reason
    from django.db import connection  # this plugin is loaded before Django

    connection.settings_dict["TEST"] |= {"TEMPLATE": blank.BLANK, "MIGRATE": False}


def needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not NEEDS_DATABASE.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVERS in config.stash:
        config.stash[SERVERS].stop()


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Servers:
    """Return the running servers, for tests that start processes of their own."""
    return pytestconfig.stash[SERVERS]
