"""What on a page is smaller than a finger: a target is at least 24 pixels high and wide (WCAG 2.5.8)."""

from playwright.sync_api import Page

# A link within a sentence is as high as its line, and the skip link is seen once it has the focus. Links of a task or
# of another page of a list are laid over all of their item.
SMALL = """() => {
    const box = at => (getComputedStyle(at, "::after").position === "absolute" && at.offsetParent || at)
        .getBoundingClientRect();
    return [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
        .filter(at => at.checkVisibility() && !at.closest("main p, main .govuk-list li, .govuk-hint, .govuk-skip-link"))
        .filter(at => { const {width, height} = box(at); return width < 24 || height < 24 })
        .map(at => `${at.parentElement.className}: ${at.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`)
}"""


def small_targets(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SMALL)
    return found
