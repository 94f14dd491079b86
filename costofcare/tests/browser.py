"""A pytest plugin (-p costofcare.tests.browser): a real Chromium, and what must hold of every page in it.

`page` is a desktop's window and `phone` a phone's; both fail a test whose pages say an error in the console, load
anything from elsewhere, or break the content security policy. `page_holds` is axe and no sideways scrolling, at both
widths. A test that means to see an error names it: `expected_errors.append("404")`.
"""

import asyncio
import shutil
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request, expect, sync_playwright

from accounts.tests.patience import PATIENCE_SECONDS

# The former is made for tests: the same pages, without a window around them, which takes more time than they do.
CHROMIUM = ("chromium-headless-shell", "/usr/bin/chromium", "chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = 1280, 375
HEIGHT = 900
TIMEOUT_MS = 1_000 * PATIENCE_SECONDS
AXE = Path(__file__).parent / "assets" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Takes more than half of the time that axe does, and is the same at any width.
CONTRAST = "color-contrast"
# All of the page; its colours only where it is new.
RUN_AXE = """async ([tags, but, fresh]) => {
    const rules = Object.fromEntries([...but, "color-contrast"].map(rule => [rule, {enabled: false}]));
    const how = {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}, rules};
    const found = [await axe.run(document, how)];
    const include = fresh.map(each => window.portalFeatures.get(each)).filter(Boolean);
    if (!but.includes("color-contrast") && include.length)
        found.push(await axe.run({include}, {resultTypes: ["violations"], runOnly: ["color-contrast"]}));
    return found.flatMap(each => each.violations).map(rule => `${rule.id}: ${rule.help}\\n`
        + rule.nodes.map(node => `    ${node.target}  ${node.html}`).join("\\n"));
}"""
# What axe can tell two pages by, as numbers: each element and the three that it lies in, with their attributes (of
# identifiers, addresses and figures only whether they are there, and lead to something), and whether they have words
# and a name; the order of the headings; whether an identifier is given twice.
FEATURES = """() => {
    const names = new Set(["id", "name", "href", "src", "action", "value", "content", "nonce", "title", "d", "points"]);
    const leads = new Set(["for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls"]);
    const is_there = id => document.getElementById(id) !== null;
    const told = ({name, value}) => names.has(name) ? Boolean(value)
        : leads.has(name) ? value.split(" ").every(is_there) : value.replace(/[0-9]+/g, "0");
    const number = (text, seed = 2166136261) => {
        for (let i = 0; i < text.length; i++) seed = Math.imul(seed ^ text.charCodeAt(i), 16777619);
        return seed >>> 0;
    };
    const found = new Map();
    const look = (at, above) => {
        const kept = [...at.attributes].filter(each => !each.name.startsWith("data-"));
        const attributes = kept.map(each => `${each.name}=${told(each)}`).sort();
        const has_words = [...at.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim());
        const is_named = at.labels ? at.labels.length : Boolean(at.textContent.trim());
        const lies_in = [...above.slice(-3), `${at.localName} ${attributes.join(" ")} ${has_words} ${is_named}`];
        const here = number(lies_in.join("\\n"));
        if (!found.has(here)) found.set(here, at);
        if (at.localName !== "svg") for (const each of at.children) look(each, lies_in);
    };
    look(document.documentElement, []);
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].map(at => at.localName);
    found.set(number(levels.filter((each, i) => each !== levels[i - 1]).join(), 1), null);
    const known = [...document.querySelectorAll("[id]")].map(at => at.id);
    found.set(number(`twice ${new Set(known).size < known.length}`, 2), null);
    window.portalFeatures = found;
    return [...found.keys()];
}"""
OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "portal.test"})
expect.set_options(timeout=TIMEOUT_MS)


def chromium() -> str:
    """Return the path of Debian's Chromium, or of one on the PATH; blank means Playwright's own."""
    return next(filter(None, map(shutil.which, CHROMIUM)), "")


@contextmanager
def loop_of(playwright: Playwright) -> Iterator[None]:
    """Run Playwright's loop only inside: Django would refuse the database to all tests that follow."""
    asyncio._set_running_loop(playwright._impl_obj._loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def playwright() -> Generator[Playwright]:
    started = sync_playwright().start()
    asyncio._set_running_loop(None)
    yield started
    with loop_of(started):
        started.stop()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Generator[Browser]:
    with loop_of(playwright):
        opened = playwright.chromium.launch(executable_path=chromium() or None, args=FLAGS)
    yield opened
    with loop_of(playwright):
        opened.close()


@pytest.fixture
def expected_errors() -> list[str]:
    """Return parts of console errors that a test brings about on purpose."""
    return []


@pytest.fixture
def new_page(
    playwright: Playwright, browser: Browser, expected_errors: list[str], monkeypatch: pytest.MonkeyPatch
) -> Generator[Callable[..., Page]]:
    """Open a window with its own cookies: `new_page()`, `new_page(PHONE)`, `new_page(java_script_enabled=False)`."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    for verb in ("click", "press"):
        monkeypatch.setattr(Locator, verb, settled(getattr(Locator, verb)))
    heard: list[str] = []
    with loop_of(playwright):
        contexts = []

        def opened(width: int = DESKTOP, **options: object) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                locale="en-GB",
                timezone_id="Europe/London",
                **options,  # type: ignore[arg-type]
            )
            context.set_default_timeout(TIMEOUT_MS)
            contexts.append(context)
            page = context.new_page()
            listen(page, heard)
            return page

        yield opened
        for context in contexts:
            context.close()
        # Django counts what is said to the database inside the loop as another thread's; nobody else would close it.
        connections.close_all()
    assert unexpected(heard, expected_errors) == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(DESKTOP)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(PHONE)


@pytest.fixture
def page_holds(pytestconfig: pytest.Config) -> Callable[[Page], None]:
    """Return what looks at a page. Only in proofs axe sees a phone's too: little that it finds hangs on the width."""
    is_proof = "not proof" not in pytestconfig.option.markexpr
    return partial(assert_page_holds, widths_of_axe=(DESKTOP, PHONE) if is_proof else (DESKTOP,))


def settled(act: Callable[..., None]) -> Callable[..., None]:
    """Wrap `act` so that it waits for the page that it leads to: all of it, not its first bytes."""

    def acted(part: Locator, *given: object, **options: object) -> None:
        act(part, *given, **options)
        part.page.wait_for_load_state()

    return acted


def listen(page: Page, heard: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_request(request: Request) -> None:
        if (host := urlsplit(request.url).hostname) and host not in OWN_HOSTS:
            heard.append(f"from elsewhere: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: heard.append(f"script: {error}"))


def unexpected(heard: list[str], expected: list[str]) -> list[str]:
    return [said for said in heard if not any(part in said for part in expected)]


def assert_page_holds(page: Page, widths_of_axe: tuple[int, ...] = (DESKTOP, PHONE)) -> None:
    """Assert that axe finds nothing and nothing hangs over the side, on a desktop and on a phone."""
    before = page.viewport_size
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_no_sideways_scroll(page)
        if width in widths_of_axe:
            assert_axe_clean(page, but=() if width == DESKTOP else (CONTRAST,))
    if before:
        page.set_viewport_size(before)


# By how axe looked, and at which width: all that was on pages in which it has found nothing.
CLEAN = defaultdict[tuple[object, ...], set[int]](set)


def assert_axe_clean(page: Page, but: tuple[str, ...] = ()) -> None:
    """Assert WCAG 2.2 AA and axe's best practice, if anything is on the page that was on none before: axe is slow.

    The source is evaluated, as the page's own policy forbids a script tag.
    """
    clean = CLEAN[but, page.viewport_size and page.viewport_size["width"]]
    features = set(page.evaluate(FEATURES))
    if features <= clean:
        return
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    violations = page.evaluate(RUN_AXE, [RULES, list(but), list(features - clean)])
    assert violations == [], f"{page.url}\n" + "\n".join(violations)
    clean |= features


def assert_no_sideways_scroll(page: Page) -> None:
    over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} is {over} px wider than its window"
