"""Somebody who opens a page again and again while a machine is upgraded: for docs/running/trial.py alone."""

import ssl
import threading
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from fresh import HOST

PAUSE_SECONDS = 0.1


class PatientVisitor(threading.Thread):
    """Counts the answers while the block lasts; as text, what they were and how long no page came."""

    def __init__(self, authority: Path) -> None:
        super().__init__(daemon=True)
        self.trust = ssl.create_default_context(cafile=authority)
        self.answers, self.over = Counter[str](), threading.Event()
        self.longest_gap, self.last_well = 0.0, time.monotonic()

    def __enter__(self) -> Self:
        self.last_well = time.monotonic()
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        while not self.over.wait(PAUSE_SECONDS):
            answer = self.ask()
            self.answers[answer] += 1
            if answer == "200":
                now = time.monotonic()
                self.longest_gap, self.last_well = max(self.longest_gap, now - self.last_well), now

    def ask(self) -> str:
        try:
            with urlopen(f"https://{HOST}/account/login/", timeout=30, context=self.trust) as answer:
                return str(answer.status)
        except HTTPError as answer:
            return str(answer.code)
        except (URLError, OSError):
            return "none"

    def __str__(self) -> str:
        counts = ", ".join(f"{count} answered {answer}" for answer, count in sorted(self.answers.items()))
        return f"{counts}; at most {self.longest_gap:.1f} s without a page"
