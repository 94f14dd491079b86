"""Every component holds in a real browser, with and without JavaScript, on a phone and on paper."""

import re
from collections.abc import Callable

import pytest
from django.contrib.messages import ERROR, INFO, SUCCESS
from playwright.sync_api import Page

from costofcare.tests.browser import PHONE, assert_no_sideways_scroll
from costofcare.tests.offline import ADDRESS, Offline
from costofcare.tests.sampler import ANALYST, PROVIDER

URLS = "costofcare.tests.sampler"
SAID = [(SUCCESS, "Your return was submitted."), (INFO, "A colleague has it open."), (ERROR, "The exercise is closed.")]


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = URLS
    settings.DEMO = True


@pytest.fixture
def components(page: Page) -> Page:
    Offline(PROVIDER, URLS, SAID).serve(page)
    page.goto(f"{ADDRESS}/components/?search=elm&page=4")
    return page


def test_a_page_with_every_component_holds(components: Page, page_holds: Callable[[Page], None]):
    page_holds(components)


def test_a_page_with_every_tag_holds(page: Page, page_holds: Callable[[Page], None]):
    Offline(PROVIDER, URLS).serve(page)
    page.goto(f"{ADDRESS}/tags/")
    page_holds(page)


@pytest.mark.proof
def test_the_page_says_who_is_asking(components: Page):
    bar = components.get_by_role("region", name="Who you are signed in as")
    assert "Ada Provider – Elm Home Care (provider administrator)" in bar.inner_text()
    assert bar.get_by_role("link", name="Change the role you act in").count() == 1


@pytest.mark.proof
def test_what_happened_is_said_at_the_top(components: Page):
    banners = components.locator(".govuk-notification-banner")
    assert [one.split("\n")[0] for one in banners.all_inner_texts()] == ["Success", "Important", "There is a problem"]


@pytest.mark.proof
def test_the_filters_are_kept_from_page_to_page(components: Page):
    components.get_by_role("link", name="Page 5").click()
    assert components.url.endswith("?search=elm&page=5")
    assert components.locator("[aria-current=page]").inner_text() == "5"


@pytest.mark.proof
def test_sorting_keeps_the_filters_and_begins_at_the_first_page(components: Page):
    heading = components.get_by_role("columnheader", name=re.compile("^State"))
    assert heading.get_attribute("aria-sort") is None
    heading.get_by_role("link").click()
    assert components.url.endswith("?search=elm&sort=state")
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.get_by_role("link").click()
    assert components.url.endswith("?search=elm&sort=-state")
    assert heading.get_attribute("aria-sort") == "descending"


def test_filtering_keeps_the_order(components: Page):
    components.get_by_role("columnheader", name=re.compile("^State")).get_by_role("link").click()
    components.get_by_label("Name or location ID").fill("oak")
    components.get_by_role("button", name="Apply").click()
    assert "sort=state" in components.url and "search=oak" in components.url


@pytest.mark.proof
def test_progress_is_asked_for_until_it_is_done(page: Page):
    offline = Offline(PROVIDER, URLS)
    offline.serve(page)
    page.goto(f"{ADDRESS}/components/")
    page.get_by_role("link", name="See the result").wait_for()
    assert page.locator("[hx-get]").count() == 0
    assert [one for one in offline.seen if "progress" in one] == ["GET /progress/", "GET /progress/?seen=1"]


@pytest.mark.proof
def test_a_chart_is_a_picture_with_words(components: Page):
    chart = components.get_by_role("img", name="Bar chart. Of £22.61 an hour")
    assert chart.count() == 1
    assert chart.locator("[style]").count() == 0
    total = chart.locator(".portal-chart__row--total .portal-chart__bar")
    assert total.get_attribute("width") == "1000"


def test_a_withheld_figure_is_said_in_words(components: Page):
    cell = components.locator("#released").locator("xpath=..").get_by_role("row", name="Sickness").locator("td").first
    assert cell.inner_text().split() == ["[c]", "withheld", "to", "protect", "providers"]


def test_everything_is_there_without_javascript(new_page):
    page = new_page(PHONE, java_script_enabled=False)
    Offline(PROVIDER, URLS, SAID).serve(page)
    page.goto(f"{ADDRESS}/components/")
    assert page.get_by_role("navigation", name="Menu").get_by_role("link").count() >= 3
    assert page.get_by_role("link", name="Reload this page").is_visible()
    assert page.get_by_role("button", name="Print this page").is_hidden()


def test_the_menu_of_a_phone_opens(phone: Page):
    Offline(ANALYST, URLS).serve(phone)
    phone.goto(f"{ADDRESS}/components/")
    menu = phone.get_by_role("navigation", name="Menu")
    assert menu.get_by_role("link", name="Returns").is_hidden()
    menu.get_by_role("button", name="Menu").click()
    assert menu.get_by_role("link", name="Returns").is_visible()
    assert_no_sideways_scroll(phone)


@pytest.mark.proof
def test_the_skip_link_leads_to_the_content(page: Page):
    Offline(PROVIDER, URLS).serve(page)
    page.goto(f"{ADDRESS}/components/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main-content"


@pytest.mark.proof
def test_on_paper_there_are_figures_and_no_buttons(components: Page):
    components.emulate_media(media="print")
    assert components.locator(".portal-chart__words", has_text="£22.61").first.is_visible()
    assert components.get_by_role("button").count() == 0
    assert components.get_by_text("An hour spent with the client.").is_visible()
