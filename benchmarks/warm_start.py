"""`python -m benchmarks.warm_start [LOCATIONS]`: seconds of the clock until the demo's pages answer, started again.

The first start invents the market and is not counted; the next ones find all as they left it. It needs Redis and a
port, and is no part of `./portal bench`, in which nothing runs but what is timed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import machine
from costofcare.servers.sockets import TEMPORARY

AT_MOST = 6
STARTS, PATIENCE = 3, 900
LOOK = 0.05
READY = "The Cost of Care Portal is at "


def main() -> None:
    locations = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(machine.words(), flush=True)
    print("\n".join(rows(locations)))


def rows(locations: int, starts: int = STARTS) -> list[str]:
    with TemporaryDirectory(prefix="costofcare-warm-", dir=TEMPORARY) as folder:
        Path(folder).chmod(0o755)
        seconds_until_pages(Path(folder) / "state", locations)
        times = [seconds_until_pages(Path(folder) / "state", locations) for _ in range(starts)]
    slow = ": too slow" if median(times) > AT_MOST else ""
    what = f"warm start of the demo, {locations} locations"
    listed = ", ".join(f"{one:.1f}" for one in times)
    return [f"{what:<44}{median(times):>9.1f} s   of {listed}; at most {AT_MOST} s{slow}"]


def seconds_until_pages(state: Path, locations: int) -> float:
    """Start the demo as `./portal demo` does, and stop it once its first page has answered."""
    begun = monotonic()
    with demo(state, locations) as running:
        address = address_of(running)
        while not answers(address):
            sleep(LOOK)
        return monotonic() - begun


@contextmanager
def demo(state: Path, locations: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "costofcare.demo", "--state", str(state), "--locations", str(locations)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    kept: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "env": environment}
    running = subprocess.Popen(command, **kept)
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=PATIENCE)


def address_of(running: subprocess.Popen[str]) -> str:
    """Return where the demo says that its pages are."""
    line = ""
    for line in running.stdout or ():
        if READY in line:
            return line.split(READY)[1].strip()
    raise ValueError(f"the demo ended before its pages answered: {line}")


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


if __name__ == "__main__":
    main()
