"""`python -m benchmarks.upload_to_findings [--beside FOLDER]`: processor time of an upload until its findings stand.

FOLDER is a clone of another commit, with its own `.venv`; it is not changed. Both run at the same time, each under its
own demo's command lines, and take turns: while one is sent workbooks the other has nothing to do.
"""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from base64 import b64decode
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any

from benchmarks import machine
from benchmarks.nothing_is_lost.senders import BOUNDARY, CSRF, numbered
from benchmarks.upload_to_findings.processor_time import seconds_of

ROOT = Path(__file__).resolve().parents[2]
SIDE = Path(__file__).with_name("portal_side.py")
AT_MOST = 0.5
# So long the portal goes on with what it does behind an upload: mails, statistics.
SETTLED_SECONDS = 2


class Side:
    """One of the two portals, running in a folder."""

    def __init__(self, folder: Path, uploads: int) -> None:
        own = folder / ".venv" / "bin" / "python"
        python = str(own) if own.exists() else sys.executable
        self.process = subprocess.Popen(
            [python, str(SIDE), str(uploads)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.times: dict[str, list[float]] = {}
        self.given: dict[str, Any] = {}
        self.sent = 0

    def __enter__(self) -> "Side":
        self.given = json.loads(self._answer())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(60)

    def _answer(self) -> str:
        answer = self.process.stdout.readline() if self.process.stdout is not None else ""
        if not answer:
            raise ValueError(f"the portal in {self.process.args!r} broke off")
        return answer

    def take_turn(self, *, is_counted: bool) -> None:
        """Send a workbook of everybody's and wait for their findings."""
        before = self._seconds()
        for sender in self.given["senders"]:
            self._upload(sender)
        if self.process.stdin is not None:
            print("wait", file=self.process.stdin, flush=True)
        self._answer()
        time.sleep(SETTLED_SECONDS)
        if is_counted:
            for name, seconds in self._seconds().items():
                self.times.setdefault(name, []).append((seconds - before[name]) / len(self.given["senders"]))

    def _seconds(self) -> dict[str, float]:
        return {name: seconds_of([process]) for name, process in self.given["processes"].items()}

    def _upload(self, sender: dict[str, str]) -> None:
        """Upload as a form does, and look at the page that it leads to."""
        self.sent += 1
        workbook = numbered(b64decode(sender["workbook"]), self.sent)
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="return.xlsx"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + workbook + f"\r\n--{BOUNDARY}--\r\n".encode()
        place = self._ask("POST", sender, sender["path"], body)
        if "/uploads/" not in place:
            raise ValueError(f"an upload led to {place!r}")
        self._ask("GET", sender, place)

    def _ask(self, method: str, sender: dict[str, str], path: str, body: bytes | None = None) -> str:
        """Return where the answer leads."""
        cookie = f"{self.given['session_cookie']}={sender['session']}; {self.given['csrf_cookie']}={CSRF}"
        headers = {"Host": f"localhost:{self.given['port']}", "Cookie": cookie}
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        line = HTTPConnection("127.0.0.1", self.given["port"], timeout=60)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        if answer.status >= 400:
            raise ValueError(f"{method} {path} was answered {answer.status}")
        return answer.getheader("Location") or ""


def main(arguments: list[str]) -> None:
    wanted = parsed(arguments)
    with ExitStack() as stack:
        sides = {"here": stack.enter_context(Side(ROOT, wanted.uploads))}
        if wanted.beside:
            sides["beside"] = stack.enter_context(Side(wanted.beside.resolve(), wanted.uploads))
        for turn in range(wanted.rounds + 1):
            for side in sides.values():
                side.take_turn(is_counted=turn > 0)
    print(f"{machine.words()}\n\nProcessor time of one upload until its findings stand, ms")
    print("\n".join(table({name: side.times for name, side in sides.items()})))


def parsed(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.upload_to_findings", description=__doc__)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="a clone of another commit, with its own .venv")
    parser.add_argument("--uploads", type=int, default=20, help="how many in a turn, each of a provider of its own")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each that are counted, after one that is not")
    return parser.parse_args(arguments)


def table(times: dict[str, dict[str, list[float]]]) -> list[str]:
    """Return a line for each part and one for their sum; the ratio to the portal beside, and its limit."""
    medians = {side: {name: median(taken) for name, taken in parts.items()} for side, parts in times.items()}
    lines = [_line(name, {side: parts[name] for side, parts in medians.items()}) for name in medians["here"]]
    sums = {side: sum(parts.values()) for side, parts in medians.items()}
    over = "" if sums["here"] <= AT_MOST * sums.get("beside", sums["here"] / AT_MOST) else ": too slow"
    return [*lines, f"{_line('all together', sums)}{f', at most {AT_MOST}{over}' if 'beside' in sums else ''}"]


def _line(name: str, seconds: dict[str, float]) -> str:
    line = f"{name:<24}{seconds['here'] * 1000:>10.1f}"
    if "beside" not in seconds:
        return line
    return f"{line}{seconds['beside'] * 1000:>10.1f} beside   {seconds['here'] / (seconds['beside'] or 1):>6.2f} ×"


if __name__ == "__main__":
    main(sys.argv[1:])
