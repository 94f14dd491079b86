"""The whole demo as a context manager.

Servers and programs, started in order, and an end that leaves nothing running.
"""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from costofcare.demo import programs
from costofcare.demo.environment import as_process, environment
from costofcare.demo.keys import Keys
from costofcare.demo.preparations import is_prepared, mark_prepared
from costofcare.demo.supervisor import Watched, WatchedPart
from costofcare.servers import processes
from costofcare.servers.failures import ServerFailed
from costofcare.servers.postgres import Postgres
from costofcare.servers.redis import Redis

READY_SECONDS = 180
PRIVATE = ("logs", "mail")


class House:
    """The demo's servers and programs below ``state``, behind the socket ``listening``; a context manager."""

    def __init__(self, state: Path, keys: Keys, url: str, listening: int, say: Callable[[str], None]) -> None:
        self.state, self.url, self.say = state, url, say
        self.logs = state / "logs"
        self.environment: Mapping[str, str] = environment(state, keys, url)
        self.postgres, self.redis = Postgres(state / "postgres"), Redis(state / "redis")
        web, working = (as_process(dict(self.environment), process) for process in ("web", "worker"))
        self.programs = {
            "web server": programs.web(web, self.logs, listening),
            "worker": programs.worker(working, self.logs),
            "sweeper": programs.sweeper(working, self.logs, state),
        }
        parts: dict[str, WatchedPart] = {"database": self.postgres, "broker": self.redis, **self.programs}
        self.watched = [Watched(name, part, say) for name, part in parts.items()]

    def start(self, prepare: list[str]) -> None:
        """Start everything; ``prepare`` is the command that makes tables, static files and the invented authority.

        Where this code has prepared them already, it is not run again: it would find nothing to do.
        """
        for name in PRIVATE:
            (self.state / name).mkdir(mode=0o700, exist_ok=True)
        database, broker, web, *others = self.watched
        for server in (database, broker):
            server.start(time.monotonic())
        if not is_prepared(self.state, self.postgres.data):
            self._prepare(prepare)
            mark_prepared(self.state, self.postgres.data)
        web.start(time.monotonic())
        self._wait()
        # They wait for the pages: what they import would take the processor from whom somebody is waiting for.
        for program in others:
            program.start(time.monotonic())

    def _prepare(self, command: list[str]) -> None:
        """Run the preparing command as the owner of the tables; its output goes to whoever waits."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=programs.ROOT,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=processes.dying_with_parent(signal.SIGKILL),
        )
        if done.returncode:
            raise ServerFailed(f"manage.py {command[0]} failed; its own words are above.")

    def _wait(self) -> None:
        web = self.programs["web server"]
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and web.is_alive:
            if self.answers():
                return
            time.sleep(0.1)
        raise ServerFailed(f"The web server did not start:\n{processes.last_lines(web.log, 15)}")

    def answers(self) -> bool:
        """Tell whether the portal answers, asked without a proxy, whatever the environment says."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url.replace('localhost', '127.0.0.1')}/contact/", timeout=5) as answer:
                return int(answer.status) == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """Stop the programs first, all at once, then the servers on which they depend."""
        for program in self.programs.values():
            program.ask_to_stop()
        for watched in (*self.watched[2:], *self.watched[:2]):
            watched.part.stop()

    def __enter__(self) -> "House":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()
