"""A page that saves itself says Saving…, Saved, or Not saved and why; nothing typed is lost, whatever happens to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from submissions.tests.cast import PASSWORD, Cast, make_cast
from submissions.tests.online import standing
from submissions.tests.test_pages_that_give_back_in_a_browser import open_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
PAY = "Careworker pay"
# The page also asks who else is here, three seconds after it was opened: on a slow machine that falls into a test.
NOBODY_KNOWS_WHO_IS_HERE = ("htmx:afterRequest", "htmx:sendError")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def pay(cast: Cast, live_server: Any, page: Page) -> Page:
    """Ada has the page of pay open, as she came to it from the list of pages."""
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + reverse("submissions:online", args=[cast.at_elm.id]))
    page.get_by_role("link", name=PAY, exact=True).click()
    return page


def typed(cast: Cast) -> str:
    return str(standing(cast.ada, cast.at_elm).typed["basic_pay_rate"])


def rate(page: Page) -> Any:
    return page.locator("#id_basic_pay_rate")


def says(page: Page, words: str) -> None:
    expect(page.locator("#saved")).to_contain_text(words)


def sign_in(page: Page, email: str) -> None:
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def store(page: Page) -> list[str]:
    return page.evaluate("() => Object.keys(sessionStorage).filter(name => name.startsWith('portal-unsaved'))")


def test_offline_it_says_why_and_saves_when_the_line_is_back(cast: Cast, pay: Page, expected_errors: list[str]):
    expected_errors += ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", *NOBODY_KNOWS_WHO_IS_HERE]
    rate(pay).fill("13.1")
    says(pay, "Saved. Last saved by Ada Elm")
    pay.context.set_offline(True)
    rate(pay).fill("13.2")
    says(pay, "Not saved – there is no connection")
    pay.get_by_role("button", name="Save and continue").click()
    says(pay, "Not saved – there is no connection")
    assert typed(cast) == "13.1" and store(pay)
    pay.context.set_offline(False)
    says(pay, "Saved. Last saved by Ada Elm")
    assert typed(cast) == "13.2" and not store(pay)


@pytest.mark.nightly
def test_leaving_at_once_saves_and_what_could_not_be_saved_is_there_again(
    cast: Cast, pay: Page, expected_errors: list[str]
):
    rate(pay).fill("13.1")
    pay.get_by_role("link", name="Next section").click()
    expect(pay.locator("h1")).not_to_have_text(PAY)
    assert typed(cast) == "13.1"
    pay.go_back()
    rate(pay).fill("13.2")
    pay.go_back(wait_until="commit")
    pay.get_by_role("link", name=PAY, exact=True).click()
    expect(rate(pay)).to_have_value("13.2")
    says(pay, "Last saved by Ada Elm")
    assert typed(cast) == "13.2"
    expected_errors += ["ERR_FAILED", "Failed to fetch"]
    pay.route("**/save/", lambda route: route.abort())
    rate(pay).fill("13.3")
    says(pay, "Not saved")
    pay.unroute("**/save/")
    pay.reload()
    expect(rate(pay)).to_have_value("13.3")
    says(pay, "Last saved by Ada Elm")
    expect(pay.locator("#saved")).not_to_contain_text("Not saved")
    assert typed(cast) == "13.3"


@pytest.mark.proof
def test_signed_out_it_says_so_and_goes_on_once_one_has_signed_in_beside_it(
    cast: Cast, pay: Page, page_holds: Any, expected_errors: list[str]
):
    expected_errors.append("401")
    rate(pay).fill("13.1")
    says(pay, "Saved.")
    Session.objects.all().delete()
    rate(pay).fill("13.2")
    says(pay, "Not saved – you have been signed out")
    page_holds(pay)
    with pay.expect_popup() as opened:
        pay.locator("#saved").get_by_role("link", name="Sign in").click()
    sign_in(opened.value, "ada.elm@example.org")
    expect(opened.value.locator("h1")).to_have_text("You are signed in")
    page_holds(opened.value)
    opened.value.close()
    says(pay, "Saved. Last saved by Ada Elm")
    assert typed(cast) == "13.2"


@pytest.mark.nightly
def test_sent_while_signed_out_it_comes_back_after_signing_in(cast: Cast, pay: Page, page_holds: Any):
    rate(pay).fill("13.1")
    says(pay, "Saved.")
    Session.objects.all().delete()
    rate(pay).fill("13.2")
    pay.get_by_role("button", name="Save and continue").click()
    assert "you get back what you typed" in pay.locator("main").inner_text()
    sign_in(pay, "ada.elm@example.org")
    expect(pay.locator("h1")).to_have_text("What you had typed")
    expect(pay.locator("main")).to_contain_text("13.2")
    page_holds(pay)
    pay.get_by_role("button", name="Send it now").click()
    assert typed(cast) == "13.2"


@pytest.mark.nightly
def test_what_the_portal_cannot_keep_the_tab_keeps(cast: Cast, live_server: Any, page: Page):
    """Without any cookie nobody knows whose session it was."""
    ask = reverse("submissions:ask", args=[cast.at_elm.id])
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + ask)
    page.locator("textarea").first.fill("Why is the mileage\nasked twice?")
    page.context.clear_cookies()
    page.locator("main button[type=submit]").first.click()
    assert "could not be kept" in page.locator("main").inner_text()
    sign_in(page, "ada.elm@example.org")
    assert page.url == live_server.url + ask
    expect(page.locator("textarea").first).to_have_value("Why is the mileage\nasked twice?")
    expect(page.locator("main")).to_contain_text("What you typed stands here again")


@pytest.mark.nightly
def test_what_a_tab_keeps_is_gone_after_signing_out_and_for_another_person(
    cast: Cast, pay: Page, live_server: Any, expected_errors: list[str]
):
    address = pay.url
    expected_errors += ["ERR_FAILED", "Failed to fetch"]
    pay.route("**/save/", lambda route: route.abort())
    rate(pay).fill("13.2")
    says(pay, "Not saved")
    assert store(pay)
    pay.context.clear_cookies()
    open_as(pay, live_server, cast.tom)
    pay.goto(address)
    assert rate(pay).input_value() == "" and not store(pay)
    rate(pay).fill("13.3")
    says(pay, "Not saved")
    assert store(pay)
    pay.get_by_role("button", name="Sign out").click()
    kept = pay.evaluate("() => [...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    assert not [name for name in kept if name.startswith("portal")]


@pytest.mark.proof
def test_the_end_of_a_session_is_said_before_it_and_put_off_by_a_button(
    cast: Cast, live_server: Any, page: Page, page_holds: Any, settings: Any
):
    settings.SESSION_WARNING = timedelta(minutes=119)
    settings.SESSION_IDLE = timedelta(minutes=118)
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + reverse("home"))
    box = page.get_by_role("alert")
    expect(box).to_contain_text("You will be signed out in 118 minutes, as nothing was done here for a while.")
    page_holds(page)
    settings.SESSION_IDLE = timedelta(minutes=150)
    box.get_by_role("button", name="Stay signed in").click()
    expect(box).not_to_be_visible()
