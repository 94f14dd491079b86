"""Test support: the demo as somebody starts it, with people who sign in to it."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from accounts.tests.patience import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
PRINTED = "The password of all of them"
# All of it at its full size, where others take the cores as well.
LOADING_SECONDS = 5 * PATIENCE_SECONDS


def wait_until(is_so: Callable[[], object], otherwise: Callable[[], str], seconds: int = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
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

    def __init__(self, state: Path, *options: str) -> None:
        self.state = state
        self.out = state.parent / "out"
        command = [sys.executable, "-m", "costofcare.demo", "--state", str(state), *options]
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)

    @property
    def said(self) -> str:
        return self.out.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        return str(json.loads((self.state / "running.json").read_text())["url"])

    def comes_up(self) -> "Demo":
        try:
            wait_until(lambda: PRINTED in self.said or self.has_ended, lambda: self.said, LOADING_SECONDS)
        except AssertionError:
            self.process.terminate()
            self.process.wait()
            raise
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


class Visitor:
    """One of the demo's people, signed in by the address and the password that were printed."""

    def __init__(self, demo: Demo, email: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor()
        self.browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self.place = demo.url.replace("localhost", "127.0.0.1")
        form = self.browser.open(f"{self.place}/account/login/").read().decode()
        password = re.search(r"The password of all of them is  (\S+)", demo.said)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert password and token
        given = {"csrfmiddlewaretoken": token[1], "login": email, "password": password[1]}
        self.home = str(self.browser.open(f"{self.place}/account/login/", urlencode(given).encode()).read().decode())

    def get(self, path: str) -> tuple[int, str]:
        """Return what a page is answered, with its HTML; of anything else than a page a blank."""
        try:
            answer = self.browser.open(self.place + path)
        except urllib.error.HTTPError as refused:
            return refused.code, ""
        with answer:
            is_page = "html" in answer.headers.get("Content-Type", "")
            return answer.status, answer.read().decode() if is_page else ""
