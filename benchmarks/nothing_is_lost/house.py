"""The whole portal, with the demo's command lines and its supervisor, which starts again what was killed."""

import os
import secrets
import signal
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from costofcare.demo.house import House
from costofcare.demo.keys import Keys
from costofcare.demo.listening_socket import address, listen
from costofcare.demo.supervisor import Watched
from costofcare.servers.sockets import TEMPORARY

# A claim is longer than any check on a busy machine; a nudge that was lost is found within seconds.
HURRIED = {
    "CLAIM_SECONDS": "20",
    "NUDGE_AGAIN_SECONDS": "6",
    "SWEEP_SECONDS": "3",
    "MESSAGE_CLAIM_SECONDS": "20",
    "PYTHONDONTWRITEBYTECODE": "",
}
# As `RestartSec=1` of a unit.
PAUSE_SECONDS = 1
COMMANDS = (("migrate", "--verbosity", "0"), ("collectstatic", "--noinput", "--verbosity", "0"))


class SupervisedHouse(House):
    """Database, broker, web server, worker and timetable; each is started again a second after it has died."""

    def __init__(self, state: Path, keys: Keys, url: str, listening: int) -> None:
        super().__init__(state, keys, url, listening, say=lambda words: None)
        for watched in self.watched:
            watched.longest_pause = PAUSE_SECONDS
        self.starts: dict[str, int] = {watched.name: 0 for watched in self.watched}

    def _prepare(self, command: list[str]) -> None:
        for each in COMMANDS:
            super()._prepare(list(each))

    def look(self) -> None:
        """Notice deaths and start again what is due; by the thread that started everything."""
        for watched in self.watched:
            was_down = watched.is_down
            watched.look(time.monotonic())
            self.starts[watched.name] += was_down and not watched.is_down

    def part(self, name: str) -> Watched:
        return next(watched for watched in self.watched if watched.name == name)

    def is_well(self, name: str) -> bool:
        watched = self.part(name)
        return not watched.is_down and watched.part.is_alive

    def kill_worker(self) -> None:
        """As the kernel does when memory is short: the worker and all of its processes at once."""
        os.killpg(self.programs["worker"].process.pid, signal.SIGKILL)  # type: ignore[union-attr]

    def kill_redis(self, *, forgets: bool) -> None:
        if forgets:
            with closing(self.redis.client()) as client:
                client.flushall()
        self.redis.process.kill()  # type: ignore[union-attr]

    def stop_postgres(self) -> None:
        """Shut it down immediately: no checkpoint, open transactions are cut off; the next start reads its log."""
        self.postgres.process.send_signal(signal.SIGQUIT)  # type: ignore[union-attr]


@contextmanager
def supervised_house(settings: Mapping[str, str], hurry: Mapping[str, str] = HURRIED) -> Iterator[SupervisedHouse]:
    """Yield the portal running on data of its own, with its environment in this process for Django to read."""
    os.environ |= {**hurry, **settings}
    made = (secrets.token_urlsafe(40), urlsafe_b64encode(secrets.token_bytes(32)).decode(), secrets.token_urlsafe(40))
    keys = Keys(*made, "known to nobody 12")
    with (
        TemporaryDirectory(prefix="costofcare-lost-", dir=TEMPORARY) as folder,
        closing(listen(None)) as listening,
    ):
        Path(folder).chmod(0o755)
        with SupervisedHouse(Path(folder), keys, address(listening), listening.fileno()) as house:
            house.start([])
            os.environ |= house.environment
            yield house
