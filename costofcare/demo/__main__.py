"""`python -m costofcare.demo`, which `./portal demo` calls: start the demo and watch over it."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import NoReturn

from costofcare.demo import older_build
from costofcare.demo.house import House
from costofcare.demo.keys import Keys, kept_keys
from costofcare.demo.listening_socket import PortTaken, address, listen
from costofcare.demo.one_at_a_time import only_one, running
from costofcare.demo.people import table
from costofcare.demo.supervisor import watch
from costofcare.servers import addresses, processes
from costofcare.servers.failures import ServerFailed

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked for the end; a BaseException, so that no ``except Exception`` on the way swallows it."""


def main(arguments: list[str]) -> int:
    wanted = parsed(arguments)
    state = wanted.state.resolve()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        with stopping_on_signals():
            return run_alone(state, wanted)
    except (ServerFailed, PortTaken) as reason:
        complain(str(reason))
    except (OSError, ValueError) as trouble:
        complain(f"The demo cannot use {state}: {trouble}.")
    except Stopped:
        return 0
    return 2


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal demo", description="The live portal over an invented authority.")
    parser.add_argument("--port", type=int, help="8000, or the next free one")
    parser.add_argument("--seed", type=int, default=7, help="another seed invents another market, the first time")
    parser.add_argument("--locations", type=int, default=40, help="how many locations to invent, the first time")
    parser.add_argument("--state", type=Path, default=addresses.STATE, help="where everything is kept (.state)")
    return parser.parse_args(arguments)


def run_alone(state: Path, wanted: argparse.Namespace) -> int:
    """Run, after setting data of an older build aside. Their lock is held meanwhile, as it goes with their folder."""
    processes.make_folder(state)
    with only_one(state):
        kept = older_build.set_aside(state, date.today())
        if kept:
            say(
                "The data found are of an older build, or have lost their keys: "
                f"they are kept in {places(kept)}, and the demo begins anew."
            )
            return run_alone(state, wanted)
        older_build.mark(state)
        return run(state, wanted)


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
            f"  Emails are not sent: they are files in {shown(state / 'mail')}. Logs are in {shown(state / 'logs')}.",
            f"  Ctrl-C stops it. To begin anew, delete {shown(state)} while it is stopped.",
            "",
        ]
    )


def places(paths: list[Path]) -> str:
    return " and ".join(map(shown, paths))


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
