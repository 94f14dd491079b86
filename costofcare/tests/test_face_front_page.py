"""The public pages and the error pages hold in a real browser, for everybody."""

import pytest
from playwright.sync_api import Page

from costofcare.tests.offline import ADDRESS, Offline

PUBLIC = ["/", "/privacy/", "/accessibility/", "/contact/"]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no administrator have changed how long things are kept: the privacy page asks, and here is no database."""
    monkeypatch.setattr("costofcare.retention.queries.days_set", dict)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_holds(page: Page, page_holds, path: str):
    Offline().serve(page)
    page.goto(ADDRESS + path)
    page_holds(page)
    assert page.locator("h1").count() == 1
