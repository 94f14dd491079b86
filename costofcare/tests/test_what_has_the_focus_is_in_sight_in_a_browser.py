"""What says that a page is saved stays in sight, and hides nothing that has the focus (WCAG 2.4.11)."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from costofcare.tests.browser import DESKTOP, PHONE
from submissions.tests.cast import make_cast
from submissions.tests.test_pages_that_give_back_in_a_browser import open_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
TALL, LOW = 600, 320
LONG_NOTE = "Not saved – you have been signed out. Sign in; this page is then saved by itself."
# Of each control of the form, as the focus comes to it: how many of its pixels lie behind what says that it is saved.
BEHIND = """() => {
    const said = document.querySelector("#saved"), at = document.activeElement;
    const box = at.getBoundingClientRect(), bar = said.getBoundingClientRect();
    const behind = Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top);
    return [said.closest("form").contains(at), behind, box.bottom - window.innerHeight];
}"""


@pytest.fixture
def pay(live_server: Any, page: Page) -> Page:
    cast = make_cast()
    open_as(page, live_server, cast.ada)
    page.goto(live_server.url + reverse("submissions:online_section", args=[cast.at_elm.id, "careworker-pay"]))
    return page


def is_in_sight(page: Page) -> bool:
    return page.locator("#saved").evaluate("at => at.getBoundingClientRect().bottom <= window.innerHeight")


@pytest.mark.nightly
def test_it_stays_in_sight_unless_the_window_is_low(pay: Page):
    pay.set_viewport_size({"width": DESKTOP, "height": TALL})
    assert is_in_sight(pay)
    pay.set_viewport_size({"width": PHONE, "height": LOW})
    assert not is_in_sight(pay)


@pytest.mark.proof
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_focus_is_never_behind_it(pay: Page, width: int):
    pay.set_viewport_size({"width": width, "height": TALL})
    pay.locator("#saved").evaluate("(at, words) => { at.textContent = words; }", LONG_NOTE)
    fields = pay.locator("form:has(#saved) :is(input:not([type=hidden]), textarea, select)")
    fields.first.focus()
    tried = 0
    while True:
        is_of_form, behind, below = pay.evaluate(BEHIND)
        if not is_of_form:
            break
        assert behind <= 0 and below <= 0, (tried, behind, below)
        tried += 1
        pay.keyboard.press("Tab")
    assert tried > 5
    expect(pay.locator("#saved")).to_have_text(LONG_NOTE)
