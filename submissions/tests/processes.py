"""Test support: the portal's worker, its timetable and a web process as processes of their own, to be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.db import connection

from accounts.tests.patience import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
CELERY = (sys.executable, "-m", "celery", "--quiet", "-A", "costofcare.celery")
# Long enough that a busy machine's worker is not taken for dead, short enough to wait for.
CLAIM_SECONDS = 6
HURRIED = {"CLAIM_SECONDS": str(CLAIM_SECONDS), "NUDGE_AGAIN_SECONDS": "1", "SWEEP_SECONDS": "0.5"}


class House:
    """Starts processes on the tests' own database and broker, and leaves none behind."""

    def __init__(self, servers, folder: Path) -> None:
        self.servers = servers
        self.folder = folder
        self.letters = folder / "letters"
        self.pauses = folder / "pauses"
        self.pauses.mkdir()
        self.running: list[subprocess.Popen[bytes]] = []

    def environment(self, process: str) -> dict[str, str]:
        servers = self.servers.environment(connection.settings_dict["NAME"])
        mail = {"EMAIL_URL": f"filemail:///{self.letters}", "PAUSE_FOLDER": str(self.pauses)}
        return {**os.environ, **servers, **mail, **HURRIED, "PORTAL_PROCESS": process}

    def start(self, process: str, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{process}.log").open("ab") as log:
            started = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment(process),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(started)
        return started

    def worker(self, concurrency: int = 2, *, with_timetable: bool = False) -> subprocess.Popen[bytes]:
        """Start a worker; one with the timetable in it saves the start of a sweeper."""
        options = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
        included = ("--include", "submissions.tests.pause_points")
        timetable = ("--beat", "--schedule", str(self.folder / "beat")) if with_timetable else ()
        command = (*CELERY, "worker", "--concurrency", str(concurrency))
        return self.start("worker", *command, *options, *included, *timetable)

    def sweeper(self) -> subprocess.Popen[bytes]:
        schedule = str(self.folder / "beat")
        return self.start("command", *CELERY, "beat", "--schedule", schedule, "--pidfile", "")

    def web(self, email: str, participation_id: UUID, file: Path) -> subprocess.Popen[bytes]:
        program = (sys.executable, "-m", "submissions.tests.receive_one_file")
        return self.start("web", *program, email, str(participation_id), str(file), str(self.pauses))

    def stop_at(self, work: object, point: str) -> None:
        (self.pauses / str(work)).write_text(point)

    def stands(self, work: object) -> int:
        """Return the process that has stopped at its point, once it has."""
        place = self.pauses / f"{work}.stands"
        wait_until(place.exists, f"nothing stopped for {work}\n{self.said()}")
        return int(place.read_text())

    def go_on(self) -> None:
        for asked in self.pauses.iterdir():
            asked.unlink()

    def said(self) -> str:
        return "\n".join(log.read_text(errors="replace")[-3000:] for log in self.folder.glob("*.log"))

    def sent(self) -> str:
        return "\n".join(letter.read_text() for letter in self.letters.glob("*")) if self.letters.exists() else ""


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all of its group, like a power cut."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def house(servers, folder: Path) -> Iterator[House]:
    opened = House(servers, folder)
    servers.redis.client().flushall()
    try:
        yield opened
    finally:
        for process in opened.running:
            if process.poll() is None:
                kill(process)


def wait_until(is_so: Callable[[], bool], otherwise: str | Callable[[], str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(otherwise() if callable(otherwise) else otherwise)
        time.sleep(0.05)
