"""No cache keeps a page or file with a name or a figure; public pages stay open to be kept, and signing out clears."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.tests.pages import client_of
from submissions.tests.cast import Cast, make_cast
from submissions.tests.test_pages_that_give_back_in_a_browser import open_as

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.mark.django_db
def test_pages_files_and_answers_to_scripts_are_not_to_be_kept(cast: Cast):
    ada = client_of(cast.ada)
    for address in (
        reverse("home"),
        reverse("submissions:online", args=[cast.at_elm.id]),
        reverse("submissions:workbook", args=[cast.at_elm.id]),
        reverse("accounts:session_left"),
        "/no-such-page/",
        reverse("front"),
    ):
        assert "no-store" in ada.get(address)["Cache-Control"], address


@pytest.mark.django_db
def test_strangers_may_keep_public_pages_and_no_others():
    stranger = client_of(None)
    for name in ("front", "privacy", "accessibility", "contact", "reports:published_list"):
        assert "no-store" not in stranger.get(reverse(name)).get("Cache-Control", ""), name
    for address in (reverse("account_login"), "/invitations/abc/", reverse("home"), "/no-more-emails/abc/"):
        assert "no-store" in stranger.get(address)["Cache-Control"], address


@pytest.mark.django_db
def test_signing_out_clears_what_the_browser_keeps_but_that_it_is_known(cast: Cast):
    answer = client_of(cast.ada).post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_back_shows_what_was_typed_and_after_signing_out_nothing(live_server: Any, page: Page):
    cast = make_cast()
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + reverse("submissions:online", args=[cast.at_elm.id]))
    page.get_by_role("link", name="Careworker pay", exact=True).click()
    page.locator("#id_basic_pay_rate").fill("13.1")
    page.get_by_role("link", name="Next section").click()
    expect(page.locator("h1")).not_to_have_text("Careworker pay")
    page.go_back()
    expect(page.locator("#id_basic_pay_rate")).to_have_value("13.1")
    page.goto(live_server.url + reverse("accounts:colleague_list"))
    page.locator("#id_email").fill("new@example.org")
    page.locator("#id_role_2, #id_role_1").first.check()
    page.goto(live_server.url + reverse("home"))
    page.go_back()
    expect(page.locator("#id_email")).to_have_value("new@example.org")
    page.goto(live_server.url + reverse("accounts:colleague_list"))
    expect(page.locator("#id_email")).to_have_value("")
    page.goto(live_server.url + reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.go_back()
    page.go_back()
    expect(page.locator("#id_basic_pay_rate")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("13.1")
