"""`take_screenshots`: every page that the invented people can reach, at the width of a desk and of a phone.

Needs the development requirements and a Chromium. The pages are found by following links from each home.
At the end a few buttons are pressed, too: in a demo that was named a campaign is written and sent.
"""

import shutil
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costofcare.demo.following import Follower
from costofcare.demo.house import House
from costofcare.demo.keys import kept_keys
from costofcare.demo.listening import address, listen
from costofcare.demo.pressing import take_pressed

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "screens"
# The first stands in for the others where only the tests' own is installed.
CHROMIUM = ("/usr/bin/chromium", "chromium", "chromium-headless-shell")
FLAGS = ["--no-sandbox", "--disable-gpu"]


class Command(BaseCommand):
    help = "Take pictures of every page, for docs/screens/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="", help="of a demo that runs; without it one is started for this")
        parser.add_argument("--password", default="", help="of the people of that demo, as it printed it")
        parser.add_argument("--into", type=Path, default=FOLDER)
        parser.add_argument("--public-only", action="store_true", help="nobody signs in")
        parser.add_argument("--only", default="", metavar="WORDS", help="only pages whose name has these words in it")

    def handle(self, *, address: str, password: str, into: Path, public_only: bool, only: str, **options: Any) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise CommandError("This needs playwright: install requirements-dev.txt.", returncode=2) from None
        into.mkdir(parents=True, exist_ok=True)
        with a_demo(address, password) as (place, known), sync_playwright() as playwright:
            path = next(filter(None, map(shutil.which, CHROMIUM)), None)
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            follower = Follower(browser, place, known, into, only, self.stdout.write)
            follower.take_public()
            if not public_only:
                follower.take_all()
                take_pressed(follower)
            browser.close()


@contextmanager
def a_demo(named: str, password: str) -> Iterator[tuple[str, str]]:
    """Address and password of the demo that was named, or of one that lives as long as this takes."""
    if named:
        yield named.rstrip("/"), password
        return
    state = Path(tempfile.mkdtemp(prefix="costofcare-screens-"))
    state.chmod(0o711)
    try:
        keys = kept_keys(state)
        with listen(None) as heard, House(state, keys, address(heard), heard.fileno(), print) as house:
            house.start(["prepare_demo"])
            yield address(heard), keys.password
    finally:
        shutil.rmtree(state, ignore_errors=True)
