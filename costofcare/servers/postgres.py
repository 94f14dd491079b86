"""An embedded PostgreSQL 18 with the portal's roles and its database."""

import contextlib
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import psycopg2

from costofcare.servers import processes, roles
from costofcare.servers.addresses import postgres_url
from costofcare.servers.failures import ServerFailed
from costofcare.servers.leftovers import end_leftovers
from costofcare.servers.programs import programs
from costofcare.servers.sockets import close_socket_folder, open_socket_folder, socket_folder
from costofcare.servers.stand_in import reachable, runner_for

SUPERUSER = "postgres"
INITDB = (
    *("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--wal-segsize", "4"),
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"),
)
# Statements and rows hold figures, which belong in no log.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
# A cluster that may be lost with the machine: for tests alone.
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_senders": "0"}
FLEETING |= {"wal_level": "minimal", "autovacuum": "off", "shared_buffers": "32MB"}
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
STARTING_SECONDS = 60


class Postgres:
    """The server whose data lie in ``folder``; a context manager. Not durable: faster, and for tests alone."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return self.url_for(roles.OWNER)

    def url_for(self, role: str, database: str = roles.DATABASE) -> str:
        return postgres_url(self.folder, role, database)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Makes the cluster if there is none, starts it and makes sure of its roles; about a second."""
        self.home = reachable(self.folder)
        self._lock = processes.lock(self.home)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self.data, self.log = self.home / "data", self.home / "postgres.log"
        self.runner = runner_for(self.data)
        self.programs = programs(self.home, self.runner)
        end_leftovers(self.data)
        if not self.data.exists():
            self._make_cluster()
        if not self.runner.owns(self.data):
            raise ServerFailed(f"{self.data} belongs to another user; run the portal as that user, or as root.")
        open_socket_folder(self.folder, self.runner.user)
        self.process = processes.start(
            self._command(), log=self.log, last_words=signal.SIGINT, env=ENVIRONMENT, cwd="/", **self.runner.how
        )
        self._wait()
        self._make_roles()

    def _command(self) -> list[str | Path]:
        settings = SETTINGS | ({} if self.durable else FLEETING)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.programs / "postgres", "-D", self.data, "-k", socket_folder(self.folder), *options]

    def _make_cluster(self) -> None:
        """Under another name first: where it is cut off there is no cluster, rather than half of one."""
        begun = self.home / "data.new"
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(mode=0o700)
        self.runner.take(begun)
        sync = () if self.durable else ("--no-sync",)
        command = [self.programs / "initdb", "--pgdata", begun, *INITDB, *sync]
        how: dict[str, Any] = {"env": ENVIRONMENT, "cwd": "/", "stdin": subprocess.DEVNULL, **self.runner.how}
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", **how)
        if done.returncode:
            raise ServerFailed(f"PostgreSQL's initdb failed in {begun}:\n{done.stderr.strip()}")
        begun.rename(self.data)

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < deadline and self.is_alive:
            with contextlib.suppress(psycopg2.OperationalError):
                self._connect(SUPERUSER).close()
                return
            time.sleep(0.02)
        raise ServerFailed(f"PostgreSQL did not start in {self.data}:\n{processes.last_lines(self.log)}")

    def _connect(self, database: str) -> Any:
        connection = psycopg2.connect(self.url_for(SUPERUSER, database))
        connection.autocommit = True
        return connection

    def _make_roles(self) -> None:
        with contextlib.closing(self._connect(SUPERUSER)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles")
            present = {name for (name,) in cursor}
            cursor.execute("SELECT datname FROM pg_database")
            databases = {name for (name,) in cursor}
            for statement in roles.missing_roles(present) + roles.missing_database(databases):
                cursor.execute(statement)

    def stop(self) -> None:
        """A fast shutdown: ends open connections, writes what is committed, and is done in a moment."""
        if self.process is not None:
            processes.stop(self.process, (signal.SIGINT, signal.SIGQUIT))
            self.process = None
        if self._lock is not None:
            close_socket_folder(self.folder)
            self._lock.close()
            self._lock = None

    def __enter__(self) -> "Postgres":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()
