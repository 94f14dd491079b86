"""`take_screenshots`: photographs every page of a running demo, at the width of a desktop and of a phone."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from costofcare.management.screens import BY_PLAYER, PUBLIC, Screen

WIDTHS = (1280, 375)
HEIGHT = 900
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Command(BaseCommand):
    help = "Photograph the pages of a running demo (./portal demo) into docs/screens; needs the tests' requirements."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://localhost:8000")
        parser.add_argument("--password", default=os.environ.get("DEMO_PASSWORD", ""), help="what the demo printed")
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "docs" / "screens")
        parser.add_argument("--public-only", action="store_true")

    def handle(self, *, address: str, password: str, into: Path, public_only: bool, **options: Any) -> None:
        if not (password or public_only):
            raise CommandError("Give the --password that ./portal demo printed.")
        into.mkdir(parents=True, exist_ok=True)
        self.address, self.into = address.rstrip("/"), into
        from playwright.sync_api import sync_playwright  # a tool of the tests: production does without

        with sync_playwright() as playwright:
            path = CHROMIUM if Path(CHROMIUM).exists() else None
            self.browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            for width in WIDTHS:
                self.photograph(width, PUBLIC)
                for player, screens in {} if public_only else BY_PLAYER.items():
                    self.photograph(width, screens, player.email, password)
            self.browser.close()

    def photograph(self, width: int, screens: tuple[Screen, ...], email: str = "", password: str = "") -> None:
        page = self.browser.new_page(viewport={"width": width, "height": HEIGHT}, locale="en-GB")
        if email:
            self.sign_in(page, email, password)
        for screen in screens:
            page.goto(self.address + screen.path)
            for words in screen.way:
                page.get_by_role("link", name=words).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=self.into / f"{screen.name}-{width}.png", full_page=True)
            self.stdout.write(f"{screen.name} at {width}: {page.title()}")
        page.close()

    def sign_in(self, page: Any, email: str, password: str) -> None:
        page.goto(f"{self.address}/account/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("main button[type=submit]").click()
