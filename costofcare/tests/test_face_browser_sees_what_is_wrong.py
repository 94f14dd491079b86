"""The support for tests in a browser finds what it is for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from costofcare.tests import browser

pytestmark = pytest.mark.nightly
HEAD = "<!DOCTYPE html><html lang=en-GB><title>A page</title><meta name=viewport content='width=device-width'>"
SOUND = f"{HEAD}<main><h1>Sound</h1><p>Nothing is wrong.</p></main>"


@pytest.fixture
def show(page: Page) -> Callable[..., Page]:
    def shown(content: str, policy: str = "default-src 'self'") -> Page:
        headers = {"content-type": "text/html", "content-security-policy": policy}
        page.route("http://portal.test/**", lambda route: route.fulfill(body=content, headers=headers))
        page.goto("http://portal.test/")
        return page

    return shown


def as_proof(sound: str, flawed: str) -> Any:
    return pytest.param(sound, flawed, marks=pytest.mark.proof)


def test_a_sound_page_holds(show):
    browser.assert_page_holds(show(SOUND))


@pytest.mark.parametrize(
    "flaw",
    ["<img src='data:,'>", "<input type=text>", "<a href='/'></a>", "<h4>A level is skipped</h4>"],
)
def test_axe_finds_a_flaw(show, expected_errors, flaw: str):
    expected_errors.append("data:,")
    with pytest.raises(AssertionError):
        browser.assert_axe_clean(show(SOUND.replace("<p>", f"{flaw}<p>")))


@pytest.mark.parametrize(
    ("sound", "flawed"),
    [
        ("<label for=a>Age</label><input id=a>", "<input id=a>"),
        ("<h2>A part</h2><h3>Of it</h3>", "<h3>Of it</h3><h2>A part</h2>"),
        as_proof("<a href='/'>Home</a>", "<a href='/'></a>"),
        as_proof("<p id=a>One</p><input aria-labelledby=a>", "<p id=b>One</p><input aria-labelledby=a>"),
        as_proof("<div><p id=a>One</p><p id=b>Two</p></div>", "<div><p id=a>One</p><input aria-labelledby=b></div>"),
        as_proof("<ul><li>One</li></ul>", "<ul><p>One</p></ul>"),
    ],
)
def test_axe_finds_a_flaw_in_a_page_that_is_like_one_before(show, sound: str, flawed: str):
    shown = show(SOUND.replace("<p>", f"{sound}<p>"))
    browser.assert_axe_clean(shown)
    with pytest.raises(AssertionError):
        browser.assert_axe_clean(show(SOUND.replace("<p>", f"{flawed}<p>")))


def test_axe_looks_at_what_is_the_same_once(show, monkeypatch):
    browser.assert_axe_clean(show(SOUND))
    monkeypatch.setattr(browser, "RUN_AXE", "() => ['axe was asked again']")
    browser.assert_axe_clean(show(SOUND.replace("Nothing", "Again nothing")))
    with pytest.raises(AssertionError, match="asked again"):
        browser.assert_axe_clean(show(SOUND.replace("<p>", "<p class=new>")))


def test_words_that_are_too_pale_are_found(show):
    pale = SOUND.replace("<p>", "<p style='color:#bbb'>")
    with pytest.raises(AssertionError, match="color-contrast"):
        browser.assert_axe_clean(show(pale, policy="style-src 'unsafe-inline'"))


def test_what_hangs_over_the_side_of_a_phone_is_found(show):
    wide = SOUND.replace("<p>", "<pre>" + "wide " * 20 + "</pre><p>")
    shown = show(wide)
    browser.assert_no_sideways_scroll(shown)
    with pytest.raises(AssertionError, match="wider than its window"):
        browser.assert_page_holds(shown)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<p style='color:red'>", "Content Security Policy"),
        ("<script>alert(1)</script><p>", "Content Security Policy"),
        ("<script src='/x.js'></script><p>", "script"),
        ("<img alt='' src='https://elsewhere.example/a.png'><p>", "from elsewhere"),
    ],
)
def test_an_error_in_the_console_is_heard(new_page, expected_errors, wrong: str, said: str):
    heard: list[str] = []
    page = new_page()
    browser.listen(page, heard)
    headers = {"content-type": "text/html", "content-security-policy": "default-src 'self'"}
    page.route("http://portal.test/", lambda route: route.fulfill(body=SOUND.replace("<p>", wrong), headers=headers))
    page.route("http://portal.test/x.js", lambda route: route.fulfill(body="throw new Error('no script')"))
    page.goto("http://portal.test/")
    assert any(said in one for one in heard)
    assert browser.unexpected(heard, []) != []
    expected_errors.extend(["console:", "script:", "from elsewhere:"])


def test_only_what_a_test_names_is_let_pass():
    assert browser.unexpected(["console: 404", "console: 500"], ["404"]) == ["console: 500"]
