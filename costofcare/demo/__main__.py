"""`python -m costofcare.demo`, which `./portal demo` calls: start the demo and watch over it."""

import argparse
import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from costofcare.demo.house import House
from costofcare.demo.keys import Keys, kept_keys
from costofcare.demo.listening_socket import PortTaken, address, listen
from costofcare.demo.people import table
from costofcare.demo.supervisor import watch
from costofcare.servers import addresses, processes
from costofcare.servers.failures import ServerFailed

RUNNING = "running.json"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked for the end; a BaseException, so that no ``except Exception`` on the way swallows it."""


def main(arguments: list[str]) -> int:
    wanted = parsed(arguments)
    state = wanted.state.resolve()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        processes.make_folder(state)
        with stopping_on_signals(), only_one(state):
            return run(state, wanted)
    except (ServerFailed, PortTaken) as reason:
        complain(str(reason))
    except (OSError, ValueError) as trouble:
        complain(f"The demo cannot use {state}: {trouble}.")
    except Stopped:
        return 0
    return 2


@contextlib.contextmanager
def only_one(state: Path) -> Iterator[None]:
    try:
        lock = processes.lock(state)
    except ServerFailed:
        raise ServerFailed(where_it_runs(state)) from None
    with lock:
        yield


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal demo", description="The live portal over an invented authority.")
    parser.add_argument("--port", type=int, help="8000, or the next free one")
    parser.add_argument("--seed", type=int, default=7, help="another seed invents another market, the first time")
    parser.add_argument("--locations", type=int, default=40, help="how many locations to invent, the first time")
    parser.add_argument("--state", type=Path, default=addresses.STATE, help="where everything is kept (.state)")
    return parser.parse_args(arguments)


def run(state: Path, wanted: argparse.Namespace) -> int:
    """Start everything and watch over it until a signal raises ``Stopped``."""
    keys = kept_keys(state)
    with contextlib.closing(listen(wanted.port)) as listening:
        url = address(listening)
        prepare = ["prepare_demo", "--seed", str(wanted.seed), "--locations", str(wanted.locations)]
        with House(state, keys, url, listening.fileno(), say) as house, running(state, url):
            say("Starting the database, the broker, the worker and the web server …")
            house.start(prepare)
            say(welcome(state, url, keys))
            try:
                watch(house.watched)
            except Stopped:
                say("Stopping …")
    say(f"Stopped. Everything is kept in {shown(state)}; ./portal demo goes on from there.")
    return 0


@contextlib.contextmanager
def running(state: Path, url: str) -> Iterator[None]:
    """Note where the demo runs, for whoever starts a second one."""
    note = state / RUNNING
    note.write_text(json.dumps({"url": url, "process": os.getpid()}), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def where_it_runs(state: Path) -> str:
    """Return a sentence that says where the demo runs, as far as a demo that is starting or stopping has noted it."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        note = json.loads((state / RUNNING).read_text(encoding="utf-8"))
        return f"The demo runs already, at {note['url']}. To stop it: Ctrl-C there, or kill {note['process']}."
    return "The demo runs already, and is just starting or stopping."


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Raise ``Stopped`` at the first signal; those that follow neither hurry the end nor break it off."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in SIGNALS:
        signal.signal(each, stop)
    yield


def welcome(state: Path, url: str, keys: Keys) -> str:
    return "\n".join(
        [
            "",
            f"  The Cost of Care Portal is at {url}",
            "",
            "  Every name and every figure in it is invented. Sign in as one of these:",
            "",
            *(f"  {row}" for row in table()),
            "",
            f"  The password of all of them is  {keys.password}",
            "",
            f"  E-mails are not sent: they are files in {shown(state / 'mail')}. Logs are in {shown(state / 'logs')}.",
            f"  Ctrl-C stops it. To begin anew, delete {shown(state)} while it is stopped.",
            "",
        ]
    )


def shown(path: Path) -> str:
    """Return a path, from the folder of the project if that is shorter."""
    root = addresses.STATE.parent
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def say(words: str) -> None:
    """Print a line, even if the terminal has been closed."""
    with contextlib.suppress(OSError, ValueError):
        print(words, flush=True)


def complain(words: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(f"portal: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
