"""Keep the parts of the demo alive: one that dies is restarted, after a pause that grows while it keeps dying."""

import time
from collections.abc import Callable
from typing import Protocol

from costofcare.servers.failures import ServerFailed

LONGEST_PAUSE_SECONDS = 30
# A part that has lived so long is taken to be well again.
WELL_AFTER_SECONDS = 60
LOOK_SECONDS = 0.3


class WatchedPart(Protocol):
    @property
    def is_alive(self) -> bool: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Watched:
    """A part and what is known of its deaths."""

    def __init__(
        self, name: str, part: WatchedPart, say: Callable[[str], None], longest_pause: float = LONGEST_PAUSE_SECONDS
    ) -> None:
        self.name, self.part, self.say, self.longest_pause = name, part, say, longest_pause
        self.deaths = 0
        self.started_at = self.due_at = 0.0
        self.is_down = False

    def start(self, now: float) -> None:
        self.part.start()
        self.started_at, self.is_down = now, False

    def look(self, now: float) -> None:
        """Notice a death, or restart what is due."""
        if self.is_down:
            self._start_again(now)
        elif not self.part.is_alive:
            self._mourn(now)

    def _mourn(self, now: float) -> None:
        self.deaths = 1 if now - self.started_at > WELL_AFTER_SECONDS else self.deaths + 1
        seconds = min(pause(self.deaths), self.longest_pause)
        self.due_at, self.is_down = now + seconds, True
        self.say(f"The {self.name} has stopped; starting it again in {seconds:g} second{'s' * (seconds != 1)}.")

    def _start_again(self, now: float) -> None:
        if now < self.due_at:
            return
        try:
            self.part.stop()
            self.start(now)
        except (ServerFailed, OSError) as trouble:
            self.say(str(trouble))
            self._mourn(now)
        else:
            self.say(f"The {self.name} runs again.")


def pause(deaths: int) -> float:
    """Return the seconds until a part that has died so often in a row is restarted."""
    return float(min(2 ** (deaths - 1), LONGEST_PAUSE_SECONDS))


def watch(parts: list[Watched]) -> None:
    """Watch the parts until somebody raises something, as a signal does."""
    while True:
        for part in parts:
            part.look(time.monotonic())
        time.sleep(LOOK_SECONDS)
