"""Test support: three ways to work a page – by pointer, by keyboard alone, without JavaScript – and their effort."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import ElementHandle, Locator, Page

# A radio button shares its place in the order of tabs with its group.
HAS_FOCUS = """wanted => { const at = document.activeElement;
    return at === wanted || (wanted.type === "radio" && at.type === "radio" && at.name === wanted.name) }"""
IS_BEFORE = (
    "wanted => Boolean(document.activeElement.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING)"
)
STOPS = """() => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]").length"""
# What the person sees of the focus: a ring or a shadow on the element, or on its label where that is what is drawn;
# inside the window, and with nothing lying over it.
SHOWS_FOCUS = """() => {
    const at = document.activeElement, label = at.labels && at.labels[0];
    const drawn = [getComputedStyle(at), ...(label ? [getComputedStyle(label, "::before")] : [])];
    const has_ring = style => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none"
        && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor);
    const is_seen = drawn.some(style => has_ring(style) || style.boxShadow !== "none");
    const box = at.getClientRects()[0] || at.getBoundingClientRect();  // a link may go over two lines
    const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2];
    const top = document.elementFromPoint(x, y);
    const is_on_top = top && (at.contains(top) || top.contains(at) || (label && label.contains(top)));
    return is_seen && box.width > 0 && Boolean(is_on_top);
}"""


@dataclass
class Effort:
    """Pages loaded, fields answered, characters typed (of answers, and others), keys to get about, and clicks."""

    pages: int = 0
    fields: int = 0
    answers: int = 0
    others: int = 0
    keys: int = 0
    clicks: int = 0


class Pointer:
    """A finger or a mouse."""

    has_script = True

    def __init__(self, page: Page) -> None:
        self.page, self.effort, self.is_counting = page, Effort(), True
        page.on("load", lambda _: self.count("pages"))

    def count(self, what: str, more: int = 1) -> None:
        if self.is_counting:
            setattr(self.effort, what, getattr(self.effort, what) + more)

    def go_on(self, target: Locator, *, stays: bool = False) -> None:
        """Follow a link or press a button; ``stays`` if no other page follows."""
        self.count("clicks")
        target.click()

    def write(self, target: Locator, text: str, *, is_answer: bool = True) -> None:
        self._typed(text, is_answer)
        self.count("clicks")
        target.fill(text)

    def pick(self, target: Locator) -> None:
        """Pick a radio button or a checkbox."""
        self.count("fields")
        self.count("clicks")
        target.check()

    def give(self, target: Locator, file: Path) -> None:
        self.count("fields")
        self.count("clicks")
        target.set_input_files(file)

    def _typed(self, text: str, is_answer: bool) -> None:
        self.count("fields")
        self.count("answers" if is_answer else "others", len(text))


class Plain(Pointer):
    """A pointer in a browser without JavaScript: nothing saves itself and no page leads on by itself."""

    has_script = False


class Keyboard(Pointer):
    """A keyboard alone: no click and no focus from outside. The focus has to be seen wherever it is used.

    Its clicks are those that a pointer would have made.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        page.on("filechooser", lambda _: None)  # from the start: one that is asked for only as it opens may be missed

    def go_on(self, target: Locator, *, stays: bool = False) -> None:
        self.count("clicks")
        self._go_to(target)
        if stays:
            self._press("Enter")
            return
        with self.page.expect_navigation():
            self._press("Enter")

    def write(self, target: Locator, text: str, *, is_answer: bool = True) -> None:
        self._go_to(target)
        self.count("clicks")
        if target.input_value():
            self._press("Control+A")
        self._typed(text, is_answer)
        self.page.keyboard.type(text) if text else self._press("Delete")

    def pick(self, target: Locator) -> None:
        wanted = self._go_to(target)
        self.count("fields")
        self.count("clicks")
        while not wanted.evaluate("wanted => wanted === document.activeElement"):
            self._press("ArrowDown")
        if not target.is_checked():
            self._press("Space")
        assert target.is_checked()

    def give(self, target: Locator, file: Path) -> None:
        self._go_to(target)
        self.count("fields")
        self.count("clicks")
        with self.page.expect_file_chooser() as chooser:
            self._press("Space")
        chooser.value.set_files(file)

    def _go_to(self, target: Locator) -> ElementHandle:
        wanted = target.element_handle()
        self._skip_to_main(wanted)
        key = "Shift+Tab" if wanted.evaluate(IS_BEFORE) else "Tab"
        for _ in range(self.page.evaluate(STOPS) + 5):
            if wanted.evaluate(HAS_FOCUS):
                assert self.page.evaluate(SHOWS_FOCUS), f"the focus is not seen on {target} of {self.page.url}"
                return wanted
            self._press(key)
        raise AssertionError(f"no key leads to {target} of {self.page.url}")

    def _skip_to_main(self, wanted: ElementHandle) -> None:
        """Use the skip link on a new page, if what is wanted stands in its main part.

        A page that answers a form may begin there by itself: the browser keeps the #main-content of the form's page.
        """
        if not self.page.evaluate("document.activeElement === document.body && location.hash !== '#main-content'"):
            return
        if not wanted.evaluate("wanted => Boolean(wanted.closest('main'))"):
            return
        self._press("Tab")
        skip = self.page.get_by_role("link", name="Skip to main content")
        assert skip.evaluate(HAS_FOCUS), f"{self.page.url} does not begin with its skip link"
        assert self.page.evaluate(SHOWS_FOCUS), f"the skip link of {self.page.url} is not seen"
        self._press("Enter")
        assert self.page.evaluate(
            "document.activeElement.closest('main') !== null || location.hash === '#main-content'"
        )

    def _press(self, key: str) -> None:
        self.count("keys")
        self.page.keyboard.press(key)
