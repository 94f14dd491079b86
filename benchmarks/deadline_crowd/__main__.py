"""`python -m benchmarks.deadline_crowd`: the whole portal on deadline day, and what people waited; a table."""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

from benchmarks import machine
from benchmarks.deadline_crowd import figures
from benchmarks.nothing_is_lost.house import SupervisedHouse, supervised_house

LOOK_SECONDS = 0.5
SETTINGS = {"LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "costofcare.settings", "PYTHONDONTWRITEBYTECODE": ""}


def main(arguments: list[str]) -> int:
    wanted, on = parsed(arguments), machine.words()
    with supervised_house(SETTINGS, hurry={}) as house, TemporaryDirectory() as folder:
        django.setup()
        told, queue_seconds = run(house, wanted, Path(folder))
    print(f"{on}\n\n{figures.table(told, wanted.providers, queue_seconds)}")
    return 0 if figures.is_well(told, wanted.providers) else 1


def parsed(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.deadline_crowd", description=__doc__)
    parser.add_argument("--providers", type=int, default=1000, help="who arrive evenly, each with one location")
    parser.add_argument("--minutes", type=float, default=15, help="of the clock, from the first to the last arrival")
    parser.add_argument("--pause", type=float, default=1, help="seconds that somebody looks at a page")
    parser.add_argument("--read-every", type=float, default=10, help="seconds between two looks at the dashboard")
    return parser.parse_args(arguments)


def run(house: SupervisedHouse, wanted: Namespace, folder: Path) -> tuple[dict[str, Any], float]:
    """Let the crowd come; return what its driver tells, and how long after the last upload something was at work."""
    from benchmarks.deadline_crowd.market import make_plan
    from benchmarks.nothing_is_lost.verdict import still_open

    port, plan, answers = int(house.url.rpartition(":")[2]), folder / "plan.json", folder / "answers.json"
    made = make_plan(port, wanted.providers, wanted.minutes * 60, wanted.pause, wanted.read_every)
    plan.write_text(json.dumps(made), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.deadline_crowd.driver", str(plan), str(answers)]
    at_work = time.time()
    with subprocess.Popen(command, env=dict(os.environ)) as driver:
        while driver.poll() is None or still_open():
            at_work = time.time() if still_open() else at_work
            house.look()
            time.sleep(LOOK_SECONDS)
    told = json.loads(answers.read_text(encoding="utf-8"))
    return told, max(0.0, at_work - told["last_upload"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
