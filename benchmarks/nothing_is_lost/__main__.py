"""`python -m benchmarks.nothing_is_lost`: uploads over HTTP while worker, Redis and PostgreSQL are killed; a table."""

import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from typing import Any

import django

from benchmarks.nothing_is_lost.disasters import PART, Disaster, Planned, plan
from benchmarks.nothing_is_lost.house import SupervisedHouse, supervised_house
from benchmarks.nothing_is_lost.senders import Receipts, send_all

LOOK_SECONDS = 0.25
# So many may wait for the worker, so that it has work whenever it is killed, and is never far behind.
MOST_WAITING = 40
SETTINGS = {"LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "costofcare.settings"}


def main(arguments: list[str]) -> int:
    wanted = parsed(arguments)
    begun = time.monotonic()
    with supervised_house(SETTINGS) as house:
        django.setup()
        run = Run(house, wanted)
        run.go()
        from benchmarks.nothing_is_lost.verdict import verdict

        judged = verdict(run.receipts.of)
        print(table(judged, run, time.monotonic() - begun))
    return 0 if judged.is_good and judged.acknowledged == wanted.uploads and not run.receipts.refused else 1


def parsed(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.nothing_is_lost", description=__doc__)
    for name, default in (("uploads", 1000), ("worker-kills", 20), ("redis-kills", 5), ("postgres-stops", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--people", type=int, default=50, help="who upload, each for a location of their own")
    parser.add_argument("--at-once", type=int, default=4, help="how many of them at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=int, default=1800, help="seconds after which the run is given up")
    return parser.parse_args(arguments)


class Run:
    """One run: people upload in threads; this one watches over the portal, and kills parts of it by the plan."""

    def __init__(self, house: SupervisedHouse, wanted: Namespace) -> None:
        self.house, self.wanted = house, wanted
        self.receipts = Receipts()
        self.may_go_on, self.end = threading.Event(), threading.Event()
        self.happened: Counter[Disaster] = Counter()
        counts = (wanted.worker_kills, wanted.redis_kills, wanted.postgres_stops)
        self.planned = plan(wanted.uploads, *counts, wanted.seed)

    def go(self) -> None:
        threads = self._threads()
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + self.wanted.patience
        try:
            while time.monotonic() < deadline and (any(each.is_alive() for each in threads) or self._waiting()):
                self.house.look()
                self._strike()
                time.sleep(LOOK_SECONDS)
        finally:
            self.end.set()

    def _threads(self) -> list[threading.Thread]:
        from benchmarks.nothing_is_lost.market import make_senders

        people, port = make_senders(self.wanted.people), int(self.house.url.rpartition(":")[2])
        share = [range(n, self.wanted.uploads, len(people)) for n in range(len(people))]
        lanes: list[list[Any]] = [[] for _ in range(self.wanted.at_once)]
        for n, each in enumerate(zip(people, share, strict=True)):
            lanes[n % len(lanes)].append(each)

        def one_after_another(lane: list[Any]) -> None:
            for sender, numbers in lane:
                send_all(sender, numbers, port, self.receipts, self.may_go_on, self.end)

        return [threading.Thread(target=one_after_another, args=[lane], daemon=True) for lane in lanes]

    def _waiting(self) -> bool:
        """Say whether uploads wait to be checked; where the database is away, nobody knows, and so yes."""
        from django.db import DatabaseError, connection

        from benchmarks.nothing_is_lost.verdict import still_open

        try:
            waiting = still_open()
        except DatabaseError:
            connection.close()
            return True
        self.may_go_on.set() if waiting < MOST_WAITING else self.may_go_on.clear()
        return waiting > 0 or bool(self.planned)

    def _strike(self) -> None:
        self._waiting()
        if self.planned and len(self.receipts.of) >= self.planned[0].after:
            due = self.planned[0]
            if self.house.is_well(PART[due.disaster]):
                self._let_happen(due)

    def _let_happen(self, due: Planned) -> None:
        match due.disaster:
            case Disaster.WORKER:
                self.house.kill_worker()
            case Disaster.POSTGRES:
                self.house.stop_postgres()
            case _:
                self.house.kill_redis(forgets=due.disaster is Disaster.FORGETFUL_REDIS)
        self.happened[due.disaster] += 1
        self.planned.pop(0)


def table(judged: Any, run: Run, seconds: float) -> str:
    rows: list[tuple[str, object]] = [(str(disaster), run.happened[disaster]) for disaster in Disaster]
    rows += [(f"started again: {name}", count) for name, count in run.house.starts.items()]
    rows += [
        ("uploads acknowledged", judged.acknowledged),
        ("sent again, as no receipt came", run.receipts.unanswered),
        ("refused", len(run.receipts.refused)),
        ("checked", judged.checked),
        ("given up openly after three tries", judged.given_up),
        ("tries that uploads took", ", ".join(f"{tries}: {count}" for tries, count in judged.tries.items())),
        ("mails by state", ", ".join(f"{state}: {count}" for state, count in judged.mails.items())),
        ("acknowledged and lost", len(judged.lost)),
        ("twice", len(judged.twice)),
        ("seconds", f"{seconds:.0f}"),
    ]
    lines = ["| what | how many |", "|---|---:|", *(f"| {what} | {count} |" for what, count in rows)]
    return "\n".join([*lines, *run.receipts.refused[:5], *judged.lost[:20], *judged.twice[:20]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
