"""Without a connection a form is not sent: the page says so, keeps what was typed, and sends it once there is one."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from submissions.models import ReturnQuestion
from submissions.tests.cast import make_cast
from submissions.tests.test_pages_that_give_back_in_a_browser import open_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
WORDS = "Why is the mileage asked twice?"


@pytest.mark.nightly
def test_a_form_waits_for_a_connection_and_is_sent_once(live_server: Any, page: Page):
    cast = make_cast()
    open_as(page, live_server, cast.ada)
    address = live_server.url + reverse("submissions:ask", args=[cast.at_elm.id])
    page.goto(address)
    page.locator("main textarea").fill(WORDS)
    button = page.locator("main form button.govuk-button").first
    page.context.set_offline(True)
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("Not sent: there is no connection")
    assert page.url == address and page.locator("main textarea").input_value() == WORDS
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.wait_for_timeout(1_100)  # A button hears no second click within a second.
    button.click()
    page.wait_for_url(lambda url: url != address)
    assert ReturnQuestion.objects.get().words == WORDS
