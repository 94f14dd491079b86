"""An embedded PostgreSQL with the portal's roles and its database: 18 from the wheel, or the machine's own."""

import contextlib
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import psycopg2

from costofcare.servers import processes, roles
from costofcare.servers.addresses import postgres_url
from costofcare.servers.failures import ServerFailed
from costofcare.servers.leftovers import end_leftovers
from costofcare.servers.programs import major_version, programs
from costofcare.servers.server import Server
from costofcare.servers.sockets import open_socket_folder, socket_folder
from costofcare.servers.stand_in import reachable, runner_for

SUPERUSER = "postgres"
INITDB = (
    *("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--wal-segsize", "4", "--no-instructions"),
)
# PostgreSQL brings a locale of its own since 17; before, the machine's has to do.
BUILTIN_LOCALE = ("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
MACHINE_LOCALE = ("--locale", "C.UTF-8")
FIRST_WITH_BUILTIN_LOCALE = 17
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
# Its tables are tiny: any order of joins is as good as the best one, and looking for that takes longer than the join.
FLEETING |= {"join_collapse_limit": "1", "from_collapse_limit": "1"}
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}


class Postgres(Server):
    """PostgreSQL, and in it the portal's roles and database."""

    NAME = "PostgreSQL"
    STARTING_SECONDS = 180
    # A fast shutdown: ends open connections, writes what is committed, and is done in a moment.
    STOPPED_BY = (signal.SIGINT, signal.SIGQUIT)
    SILENCE = psycopg2.OperationalError

    @property
    def url(self) -> str:
        return self.url_for(roles.OWNER)

    def url_for(self, role: str, database: str = roles.DATABASE) -> str:
        return postgres_url(self.folder, role, database)

    def _make_home(self) -> Path:
        return reachable(self.folder)

    def _start(self) -> None:
        """Makes the cluster if there is none, starts it and makes sure of its roles."""
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
        locale = BUILTIN_LOCALE if major_version(self.programs) >= FIRST_WITH_BUILTIN_LOCALE else MACHINE_LOCALE
        command = [self.programs / "initdb", "--pgdata", begun, *INITDB, *locale, *sync]
        how: dict[str, Any] = {"env": ENVIRONMENT, "cwd": "/", "stdin": subprocess.DEVNULL, **self.runner.how}
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", **how)
        if done.returncode:
            raise ServerFailed(f"PostgreSQL's initdb failed in {begun}:\n{done.stderr.strip()}")
        begun.rename(self.data)

    def _ask(self) -> None:
        self._connect(SUPERUSER).close()

    def _connect(self, database: str) -> Any:
        connection = psycopg2.connect(self.url_for(SUPERUSER, database))
        connection.autocommit = True
        return connection

    def _make_roles(self) -> None:
        with contextlib.closing(self._connect(SUPERUSER)) as connection, connection.cursor() as cursor:
            roles.make_roles(cursor)
