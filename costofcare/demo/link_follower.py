"""Follow every link of the portal as each of the invented people, and take a picture of each page once."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from costofcare.demo import screens
from costofcare.demo.people import CAROL, NED, Player
from costofcare.demo.pictures import with_palette

# A page that becomes a phone's learns it with the next frame; until then its menu is open, and the page too tall.
MENU_CLOSED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    document.querySelectorAll(".govuk-service-navigation__toggle[aria-expanded=true]").forEach(each => each.click());
    await frame();
}"""


class Follower:
    """Follows links and takes pictures, each page once."""

    def __init__(
        self, browser: Any, address: str, password: str, folder: Path, only: str, say: Callable[[str], object]
    ) -> None:
        self.browser, self.address, self.password = browser, address, password
        self.folder, self.only, self.say = folder, only, say
        self.blank = browser.new_page()
        self.taken: Counter[str] = Counter()

    def take_public(self) -> None:
        page = self.browser.new_page(**screens.UK)
        for path in screens.PUBLIC:
            page.goto(f"{self.address}/{path}")
            self.take(page, f"public {path}" if path else "public front")
        page.close()

    def take_all(self) -> None:
        for player in screens.CAST:
            self.follow(player)

    def follow(self, player: Player) -> None:
        context = self.browser.new_context(**screens.UK)
        page = context.new_page()
        self.sign_in(page, player)
        waiting, met, looked_at = [urlsplit(page.url).path], set(), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if path in met or not leads_on(name, player) or looked_at[name] >= screens.LOOKED_AT:
                continue
            met.add(path)
            looked_at[name] += 1
            found = self.visit(page, path, name, player)
            waiting = found + waiting if screens.FIRST in path else waiting + found
        context.close()

    def visit(self, page: Any, path: str, name: str, player: Player) -> list[str]:
        """Take a page and return the links found on it; [] for a file."""
        try:
            answer = page.goto(self.address + path)
        except Exception as trouble:
            if "Download is starting" not in str(trouble):
                raise
            return []
        if answer is None or answer.status != 200:
            self.say(f"{player.name}: {path} answers {answer.status if answer else 'nothing'}")
            return []
        landed = name_of(urlsplit(page.url).path)
        if landed not in screens.NO_PICTURES:
            self.take(page, picture_name(landed, player), screens.PICTURES_OF.get(name, 1))
        found = links_on(page, self.address)
        if landed in screens.SENT_BLANK:
            self.take_blank(page, landed)
        return found

    def take_blank(self, page: Any, name: str) -> None:
        said = f"{name} with errors"
        if self.taken[said] or self.only not in said:
            return
        page.locator(screens.SENDS).last.click()
        page.wait_for_load_state()
        if page.locator(".govuk-error-summary").count():
            self.take(page, said)

    def sign_in(self, page: Any, player: Player) -> None:
        page.goto(f"{self.address}/account/login/")
        page.locator("input[type=email]").fill(player.email)
        page.locator("input[type=password]").fill(self.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_load_state()
        if "/account/role/" in page.url:
            self.take(page, "choose one of two roles")
            page.get_by_role("button", name="Continue").click()
            page.wait_for_load_state()

    def take(self, page: Any, name: str, most: int = 1) -> None:
        if self.taken[name] >= most or self.only not in name:
            return
        self.taken[name] += 1
        number = f" {self.taken[name]}" if most > 1 else ""
        for width in screens.WIDTHS:
            page.set_viewport_size({"width": width, "height": screens.HEIGHT})
            page.evaluate(MENU_CLOSED)
            tall = min(screens.TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": width, "height": max(tall, screens.HEIGHT)}
            picture = page.screenshot(full_page=True, clip=clip)
            (self.folder / f"{file_name(name + number)}-{width}.png").write_bytes(with_palette(self.blank, picture))
        self.say(name + number)


def leads_on(name: str, player: Player) -> bool:
    if name in screens.NO_PAGES:
        return False
    if player is CAROL and name.startswith(screens.REACHING):
        return name in screens.LESS_TO_COUNCIL or name == "engagement:exercise_list"
    return bool(player.provider) or not name.startswith(screens.REACHING) or player is NED


def picture_name(name: str, player: Player) -> str:
    is_apart = name in screens.SEEN_APART or (player is CAROL and name in screens.LESS_TO_COUNCIL)
    return f"{player.roles[0]} {name}" if is_apart else name


def file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def name_of(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return path


def links_on(page: Any, address: str) -> list[str]:
    """Return the links found on the page, with their queries."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    parts = (urlsplit(href) for href in found)
    here = (part for part in parts if f"{part.scheme}://{part.netloc}" == address)
    return [f"{part.path}?{part.query}" if part.query else part.path for part in here]
