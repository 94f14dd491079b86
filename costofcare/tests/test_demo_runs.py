"""The live demo comes up, mends itself, says that it runs already, and leaves nothing running behind it."""

import json
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from accounts.tests.patience import PATIENCE_SECONDS
from costofcare.demo.__main__ import SIGNALS, Stopped, stopping_on_signals
from costofcare.demo.environment import environment
from costofcare.demo.keys import kept_keys
from costofcare.demo.listening_socket import PortTaken, address, listen
from costofcare.demo.people import PLAYERS, table
from costofcare.demo.supervisor import (
    LONGEST_PAUSE_SECONDS,
    WELL_AFTER_SECONDS,
    Watched,
    pause,
)
from costofcare.servers.failures import ServerFailed

ROOT = Path(__file__).resolve().parents[2]


def wait_until(is_so: Callable[[], object], otherwise: Callable[[], str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.1)


@pytest.fixture
def state() -> Iterator[Path]:
    """In a folder of an unkind name that a server under another user can pass."""
    folder = Path(tempfile.mkdtemp(prefix="costofcare-demo-"))
    folder.chmod(0o711)
    yield folder / "Kostenprüfung £ & more"
    shutil.rmtree(folder)


class Demo:
    """The demo as somebody starts it, on a terminal of which only the output is kept."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.out = state.parent / "out"
        command = [sys.executable, "-m", "costofcare.demo", "--state", str(state), "--locations", "2"]
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)

    @property
    def said(self) -> str:
        return self.out.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return str(json.loads((self.state / "running.json").read_text())["url"])

    def comes_up(self) -> "Demo":
        wait_until(lambda: "The password of all of them" in self.said or self.has_ended, lambda: self.said)
        assert not self.has_ended, self.said
        return self

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def ends(self) -> int:
        wait_until(lambda: self.has_ended, lambda: self.said)
        return self.process.returncode

    def sees(self, words: str) -> None:
        wait_until(lambda: words in self.said, lambda: f"{words!r} was never said:\n{self.said}")


def part(demo: Demo, words: str) -> psutil.Process:
    """The one with these words on its command line; its own children are not looked at."""
    parts = psutil.Process(demo.process.pid).children()
    return next(each for each in parts if words in " ".join(each.cmdline()))


def gone(family: list[psutil.Process]) -> bool:
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in family)


def signed_in(demo: Demo) -> str:
    """Ada's home, by the address and the password that were printed."""
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    place = demo.url.replace("localhost", "127.0.0.1")
    form = browser.open(f"{place}/account/login/").read().decode()
    password = re.search(r"The password of all of them is  (\S+)", demo.said)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert password and token
    given = {"csrfmiddlewaretoken": token[1], "login": "ada@example.org", "password": password[1]}
    answer = browser.open(f"{place}/account/login/", urlencode(given).encode())
    return str(answer.read().decode())


@pytest.mark.nightly
def test_it_comes_up_mends_itself_and_ends_whole(state: Path):
    (state / "mail").mkdir(parents=True)
    older = {state / "keys.json": "keys of an older build", state / "mail" / "0001.eml": "a letter"}
    for path, words in older.items():
        path.write_text(words)
    demo = Demo(state).comes_up()
    try:
        [aside] = state.parent.glob(f"{state.name}.old-*")
        assert f"kept in {aside}, and the demo begins anew." in demo.said
        assert {path: (aside / path.relative_to(state)).read_text() for path in older} == older

        assert all(player.email in demo.said for player in PLAYERS)
        assert "Every name and every figure here is invented." in signed_in(demo)

        second = subprocess.run(demo.process.args, cwd=ROOT, capture_output=True, text=True)
        assert second.returncode == 2
        assert f"The demo runs already, at {demo.url}" in second.stderr

        family = demo.family()
        parts = [part(demo, words) for words in ("postgres", "redis-server", "gunicorn", " worker ", " beat ")]
        for each in parts:
            each.kill()
        for name in ("database", "broker", "web server", "worker", "sweeper"):
            demo.sees(f"The {name} runs again.")
        wait_until(lambda: gone(family), lambda: str([each for each in family if each.is_running()]))
        assert "Elm Home Care" in signed_in(demo)

        assert stat.S_IMODE((state / "keys.json").stat().st_mode) == 0o600
        assert stat.S_IMODE((state / "mail").stat().st_mode) == 0o700
        family, key = demo.family(), (state / "keys.json").read_text()
        demo.process.send_signal(signal.SIGINT)
        assert demo.ends() == 0
        assert gone(family)
        assert not (state / "running.json").exists()
        assert "Stopped." in demo.said

        again = Demo(state).comes_up()
        family = again.family()
        assert "Loading" not in again.said and "older build" not in again.said
        assert (state / "keys.json").read_text() == key
        again.process.kill()
        again.process.wait()
        wait_until(lambda: gone(family), lambda: str([each for each in family if each.is_running()]))
    finally:
        if not demo.has_ended:
            demo.process.kill()
            demo.process.wait()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_each_way_of_asking_for_the_end_is_the_same(name):
    """Also a terminal that is closed; above it is Ctrl-C."""
    number, before = signal.Signals[name], [signal.getsignal(each) for each in SIGNALS]
    try:
        with pytest.raises(Stopped), stopping_on_signals():
            signal.raise_signal(number)
        assert {signal.getsignal(each) for each in SIGNALS} == {signal.SIG_IGN}
    finally:
        for each, handler in zip(SIGNALS, before, strict=True):
            signal.signal(each, handler)


def test_a_port_that_is_taken_is_passed_over_or_named():
    with listen(None) as first:
        with listen(None) as second:
            assert address(first) != address(second)
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} cannot be used"):
            listen(port)


def test_keys_are_made_once_and_are_for_their_owner_alone(tmp_path: Path):
    first = kept_keys(tmp_path)
    assert kept_keys(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert len({first.secret, first.sealing, first.ledger, first.password}) == 4


def test_half_a_file_of_keys_is_no_file(tmp_path: Path):
    (tmp_path / "keys.new").write_text("half")
    assert kept_keys(tmp_path) == kept_keys(tmp_path)
    (tmp_path / "keys.json").write_text("{}")
    with pytest.raises(KeyError):
        kept_keys(tmp_path)


def test_nothing_of_the_shell_s_own_settings_reaches_the_demo(tmp_path: Path, monkeypatch):
    for name in ("DATABASE_URL", "SECRET_KEY", "WALL_ROLE", "ALLOWED_HOSTS", "EMAIL_URL", "SECOND_FACTOR_REQUIRED"):
        monkeypatch.setenv(name, "of production")
    found = environment(tmp_path, kept_keys(tmp_path), "http://localhost:8000")
    assert not [name for name, value in found.items() if value == "of production"]
    assert found["PORTAL_STAGE"] == "demo"


def test_the_table_has_everybody_in_columns():
    rows = table()
    assert len(rows) == len(PLAYERS)
    assert len({row.index(player.email) for row, player in zip(rows, PLAYERS, strict=True)}) == 1


class Mortal:
    """A part that dies when it is told to, and may not come up again."""

    def __init__(self) -> None:
        self.is_alive = False
        self.starts = self.stops = 0
        self.refuses = False

    def start(self) -> None:
        if self.refuses:
            raise ServerFailed("it does not start")
        self.is_alive = True
        self.starts += 1

    def stop(self) -> None:
        self.is_alive = False
        self.stops += 1


class TestWatching:
    def watched(self) -> tuple[Watched, Mortal, list[str]]:
        part, said = Mortal(), list[str]()
        watched = Watched("worker", part, said.append)
        watched.start(0)
        return watched, part, said

    def test_a_part_that_lives_is_left_alone(self):
        watched, part, said = self.watched()
        watched.look(1)
        assert (part.starts, said) == (1, [])

    def test_one_that_dies_is_started_again_after_a_pause(self):
        watched, part, said = self.watched()
        part.is_alive = False
        watched.look(10)
        watched.look(10.5)
        assert part.starts == 1
        watched.look(11)
        assert (part.starts, part.stops, part.is_alive) == (2, 1, True)
        assert said == ["The worker has stopped; starting it again in 1 second.", "The worker runs again."]

    def test_one_that_keeps_dying_waits_longer_each_time_and_not_for_ever(self):
        assert [pause(deaths) for deaths in (1, 2, 3, 4)] == [1, 2, 4, 8]
        assert pause(100) == LONGEST_PAUSE_SECONDS

    def test_one_that_has_lived_for_long_begins_anew(self):
        watched, part, said = self.watched()
        for moment in (1.0, 3.0):
            part.is_alive = False
            watched.look(moment)
            watched.look(moment + 2)
        part.is_alive = False
        watched.look(5 + WELL_AFTER_SECONDS + 1)
        assert said[-1].endswith("in 1 second.")

    def test_one_that_does_not_start_is_tried_again(self):
        watched, part, said = self.watched()
        part.is_alive, part.refuses = False, True
        watched.look(1)
        watched.look(2)
        assert "it does not start" in said
        part.refuses = False
        watched.look(4)
        assert part.is_alive
