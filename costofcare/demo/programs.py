"""The programs of the portal that the demo runs beside its servers."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from costofcare.servers import processes

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 20
LONGEST_LOG = 2**20
CELERY = ("-m", "celery", "--quiet", "-A", "costofcare.celery")
GUNICORN = ("-m", "gunicorn", "costofcare.wsgi", "--preload", "--workers", "2", "--threads", "4")
GUNICORN += ("--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning")


class Program:
    """A process in a session of its own, with whatever it starts itself."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path, descriptors: Sequence[int] = ()
    ) -> None:
        self.command = [sys.executable, *arguments]
        self.environment = dict(environment)
        self.log = log
        self.descriptors = tuple(descriptors)
        self.process: subprocess.Popen[bytes] | None = None
        self.is_asked = False

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        turn_over(self.log)
        self.is_asked = False
        self.process = processes.start(
            self.command,
            log=self.log,
            last_words=signal.SIGTERM,
            env=self.environment,
            cwd=ROOT,
            pass_fds=self.descriptors,
        )

    def ask_to_stop(self) -> None:
        """Ask the process to stop, once: told twice, Celery drops what it is at."""
        if self.process is not None and self.is_alive and not self.is_asked:
            self.is_asked = True
            self.process.terminate()

    def stop(self) -> None:
        """Wait for a process that was asked to stop, and leave nothing of it behind."""
        if self.process is None:
            return
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def turn_over(log: Path) -> None:
    """Rotate a long log, keeping one earlier log."""
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".1.log"))


def worker(environment: Mapping[str, str], logs: Path) -> Program:
    arguments = (*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle")
    return Program(arguments, environment, logs / "worker.log")


def sweeper(environment: Mapping[str, str], logs: Path, state: Path) -> Program:
    """Return Celery's timetable; it has no process file, as the demo's lock says that there is only one."""
    arguments = (*CELERY, "beat", "--schedule", str(state / "beat"), "--pidfile", "")
    return Program(arguments, environment, logs / "sweeper.log")


def web(environment: Mapping[str, str], logs: Path, listening: int) -> Program:
    return Program((*GUNICORN, "--bind", f"fd://{listening}"), environment, logs / "web.log", [listening])
