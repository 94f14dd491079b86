"""`python -m benchmarks.deadline_crowd.driver PLAN ANSWERS`: the crowd, in a process of its own, without Django."""

import json
import sys
import threading
import time
from base64 import b64decode
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.deadline_crowd.browser import BrokenOff, Browser
from benchmarks.deadline_crowd.visits import Crowd, Provider, Visit, read_dashboard


def main(plan: Path, answers: Path) -> None:
    wanted = json.loads(plan.read_text(encoding="utf-8"))
    common = wanted["crowd"]
    crowd = Crowd(**common | {name: b64decode(common[name]) for name in ("wrong", "right")})
    driven = Driven(crowd, [Provider(**each) for each in wanted["providers"]], wanted["seconds"])
    driven.read(wanted["readers"], wanted["read_every"])
    driven.go()
    answers.write_text(json.dumps(driven.told()), encoding="utf-8")


class Driven:
    """Providers who arrive evenly, a thread each, and readers of dashboards, who go on until the last has left."""

    def __init__(self, crowd: Crowd, providers: list[Provider], seconds: float) -> None:
        self.crowd, self.providers, self.seconds = crowd, providers, seconds
        self.visits = [Visit(crowd, each) for each in providers]
        self.broken: list[str] = []
        self.over = threading.Event()
        self.readers: list[tuple[Browser, threading.Thread]] = []
        self.begun, self.most_at_once = time.time(), 0

    def read(self, readers: list[dict[str, str]], pause: float) -> None:
        for each in readers:
            browser = Browser(self.crowd.port, {"session": each["session"]})
            given = (browser, each["address"], pause, self.over)
            self.readers.append((browser, threading.Thread(target=read_dashboard, args=given, daemon=True)))

    def go(self) -> None:
        threads = [threading.Thread(target=self._visit, args=[each], daemon=True) for each in self.visits]
        for _, reader in self.readers:
            reader.start()
        for number, thread in enumerate(threads):
            time.sleep(max(0, self.begun + number * self.seconds / len(threads) - time.time()))
            thread.start()
            self.most_at_once = max(self.most_at_once, sum(each.is_alive() for each in threads[: number + 1]))
        for thread in threads:
            thread.join()
        self.over.set()

    def _visit(self, visit: Visit) -> None:
        try:
            visit.whole()
        except BrokenOff as why:
            self.broken.append(str(why))

    def told(self) -> dict[str, Any]:
        browsers = [visit.browser for visit in self.visits] + [browser for browser, _ in self.readers]
        return {
            "asked": [asdict(each) for browser in browsers for each in browser.asked],
            "broken": self.broken,
            "submitted": len(self.visits) - len(self.broken),
            "most_at_once": self.most_at_once,
            "last_upload": max((at for visit in self.visits for at in visit.uploaded), default=self.begun),
            "seconds": time.time() - self.begun,
            "processor": time.process_time(),
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
