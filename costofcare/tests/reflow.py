"""Test support: check that a page keeps its shape – nothing over the side, no text upon other text – at any width."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.tests.pages import signed_in
from costofcare.tests.browser import DESKTOP, PHONE, assert_axe_clean

# Each piece of text that is drawn, with the box of each of its lines. What is only for screen readers, or lies in a
# part that is closed or scrolls by itself, is left out. What sticks to a rim of the window upon a ground of its own is
# measured where it belongs in the page: there it may lie upon nothing either. (That it hides nothing that has the focus
# is another matter: costofcare/tests/test_what_has_the_focus_is_in_sight_in_a_browser.py.)
PIECES = """() => {
    const known = new Map([[document.body, false]]);
    const is_within_hidden = at => {
        if (!known.has(at)) {
            const box = at.getBoundingClientRect();
            known.set(at, (box.width <= 1 && box.height <= 1)
                || (getComputedStyle(at).overflowX !== "visible" && at.scrollWidth > at.clientWidth)
                || (getComputedStyle(at).overflowY !== "visible" && at.scrollHeight > at.clientHeight)
                || is_within_hidden(at.parentElement));
        }
        return known.get(at);
    };
    const is_hidden = at => !at.checkVisibility({visibilityProperty: true}) || is_within_hidden(at);
    const sticks = at => {
        const {position, backgroundColor} = getComputedStyle(at);
        return position === "sticky" && backgroundColor.startsWith("rgb(");  // rgba: one sees through it
    };
    const stuck = [...document.body.querySelectorAll("*")].filter(sticks).map(at => [at, at.style.position]);
    for (const [at] of stuck) at.style.position = "static";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let node; (node = walker.nextNode());) {
        if (!node.data.trim() || is_hidden(node.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
            if (box.width > 1 && box.height > 1)
                found.push([node.data.trim().slice(0, 60), box.left, box.top, box.right, box.bottom]);
    }
    for (const [at, before] of stuck) at.style.position = before;
    return found;
}"""
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOUCHING_PX = 3  # lines of one paragraph lie closer than their boxes


def sign_in(page: Page, server: str, who: Context) -> None:
    """Give the browser a session of somebody's."""
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": signed_in(who.person_id), "url": server}
    page.context.add_cookies([cookie])


def faults_of_page(page: Page, address: str, name: str) -> list[str]:
    """Return what is wrong with a page's shape at both widths, where axe is content with it.

    PICTURES=<folder> keeps a picture of each.
    """
    found = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        answer: Any = page.goto(address)
        assert answer is not None and answer.ok, name
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        found += [f"{name}: {fault}" for fault in faults_at(page, width)]
    assert_axe_clean(page)
    return found


def faults_at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    over = page.evaluate(OVER)
    pieces = page.evaluate(PIECES)
    found = [f"at {width} px: {over} px over the side"] if over > 0 else []
    found += [
        f"at {width} px, over the side: {text!r}" for text, left, _, right, _ in pieces if off(left, right, width)
    ]
    return found + [f"at {width} px: {one!r} lies upon {other!r}" for one, other in overlapping(pieces)]


def off(left: float, right: float, width: int) -> bool:
    return left < -1 or right > width + 1


Piece = tuple[str, float, float, float, float]


def overlapping(pieces: list[Piece]) -> list[tuple[str, str]]:
    """Return pairs of different texts whose boxes share more than a rim."""
    found = []
    rows = sorted(pieces, key=lambda piece: piece[2])
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if other[2] >= one[4] - TOUCHING_PX:
                break
            if min(one[3], other[3]) - max(one[1], other[1]) > TOUCHING_PX and one[0] != other[0]:
                found.append((one[0], other[0]))
    return found
