"""What PostgreSQL and Redis of our own have in common: this process holds the folder, starts the server, stops it."""

import contextlib
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from costofcare.servers import processes
from costofcare.servers.failures import ServerFailed
from costofcare.servers.sockets import close_socket_folder


class Server(ABC):
    """The server whose data lie in ``folder``; a context manager. Not durable: faster, and for tests alone."""

    NAME: str
    STARTING_SECONDS: float
    # How it is asked to stop, ever less politely.
    STOPPED_BY: tuple[signal.Signals, ...]
    # What is raised while it does not answer.
    SILENCE: type[Exception]

    log: Path

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Makes what is missing and starts the server; about a second."""
        self.home = self._make_home()
        self._lock = processes.lock(self.home)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    @abstractmethod
    def _make_home(self) -> Path:
        """Makes the folder and returns it, or the one that stands in for it."""

    @abstractmethod
    def _start(self) -> None:
        """Starts ``process``, which writes to ``log``, and waits until it answers."""

    @abstractmethod
    def _ask(self) -> None:
        """Asks the server for a sign of life."""

    def _wait(self) -> None:
        deadline = time.monotonic() + self.STARTING_SECONDS
        while time.monotonic() < deadline and self.is_alive:
            with contextlib.suppress(self.SILENCE):
                self._ask()
                return
            time.sleep(0.02)
        raise ServerFailed(f"{self.NAME} did not start in {self.home}:\n{processes.last_lines(self.log)}")

    def stop(self) -> None:
        if self.process is not None:
            processes.stop(self.process, self.STOPPED_BY)
            self.process = None
        if self._lock is not None:
            close_socket_folder(self.folder)
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()
