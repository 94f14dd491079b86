"""The same pages with everything in front of them: middleware, the wall, static files, cookies."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page

from accounts.models import User
from costofcare.demo.screens import PUBLIC


@pytest.mark.nightly
@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_a_public_page_holds(live_server, page: Page, page_holds: Callable[[Page], None], path: str):
    page.goto(live_server.url + path)
    page_holds(page)


@pytest.mark.proof
def test_a_page_that_was_open_too_long_says_so(live_server, page: Page, expected_errors: list[str]):
    expected_errors.append("403")
    page.goto(f"{live_server.url}/account/login/")
    page.context.clear_cookies()
    page.locator("main button[type=submit]").click()
    assert page.locator("h1").inner_text() == "The page was open too long"


@pytest.mark.proof
def test_an_address_that_is_not_there_leads_to_signing_in_as_any_other(live_server, page: Page):
    page.goto(f"{live_server.url}/nothing-here/")
    assert page.locator("h1").inner_text() == "Sign in"


@pytest.mark.django_db
def test_after_the_browser_the_database_is_there_for_other_tests(monkeypatch):
    """Playwright's loop would make Django refuse it."""
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    User.objects.count()
    assert connection.connection is not None


@pytest.mark.parametrize(
    ("only", "count"),
    [pytest.param("front", 1, marks=pytest.mark.nightly), pytest.param("", len(PUBLIC), marks=pytest.mark.proof)],
)
def test_public_pages_are_photographed(live_server, monkeypatch, tmp_path: Path, only: str, count: int):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    how = {"address": live_server.url, "into": tmp_path, "public_only": True, "only": only}
    call_command("take_screenshots", stdout=StringIO(), **how)
    taken = {path.name for path in tmp_path.iterdir()}
    assert "public-front-1280.png" in taken
    assert len(taken) == 2 * count
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in tmp_path.iterdir())
