"""Take pictures of pages that no link leads to: a call being made, an error in its form, a campaign being sent."""

import re
from typing import Any

from costofcare.demo.link_follower import Follower
from costofcare.demo.people import NED
from costofcare.demo.screens import UK

EXERCISE = "Home care"


def take_pressed(follower: Follower) -> None:
    """Press buttons as the engagement officer; a call is put back on the list, a campaign is written and sent."""
    context = follower.browser.new_context(**UK)
    page = context.new_page()
    follower.sign_in(page, NED)
    ring(follower, page)
    send(follower, page)
    context.close()


def ring(follower: Follower, page: Any) -> None:
    open_tab(follower, page, "Call list")
    press(page, "Ring the next")
    follower.take(page, "engagement call that is rung")
    press(page, "Log this call")
    follower.take(page, "engagement call with an error")
    press(page, "Not now: put it back on the list")


def send(follower: Follower, page: Any) -> None:
    """Send the second of the usual messages, which is for those who have not opened the portal."""
    open_tab(follower, page, "Campaigns")
    press(page, "Write a new campaign")
    page.get_by_label("Name of the campaign").fill("A word to those who wait")
    press(page, "Continue")
    page.locator("main table a").nth(1).click()
    press(page, "See who gets it, and send")
    page.get_by_role("button", name=re.compile(r"^Send \d+ emails? now$")).click()
    page.wait_for_load_state()
    follower.take(page, "engagement campaign on its way")


def open_tab(follower: Follower, page: Any, name: str) -> None:
    page.goto(f"{follower.address}/engagement/")
    page.get_by_role("link", name=EXERCISE).first.click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()
