"""What people do on deadline day: a provider from signing in to the receipt, and a reader of the dashboard."""

import re
import threading
import time
from dataclasses import dataclass

from benchmarks.deadline_crowd.browser import BrokenOff, Browser
from benchmarks.deadline_crowd.workbooks import for_location

REASON = re.compile(r"<input[^>]*name=\"reason\"[^>]*value=\"([^\"]+)\"")
RETURN = re.compile(r"/returns/[0-9a-f-]{36}/")
# As the page itself asks, and as long as anybody would look at it.
STEPS_SECONDS, MOST_STEPS = 2, 150


@dataclass(frozen=True)
class Provider:
    """Who comes, and the location whose return they send in."""

    email: str
    path: str
    location_id: str


@dataclass(frozen=True)
class Crowd:
    """Where everybody goes, and what all providers have in common."""

    port: int
    login: str
    home: str
    password: str
    wrong: bytes
    right: bytes
    pause: float


class Visit:
    """One provider's deadline day."""

    def __init__(self, crowd: Crowd, provider: Provider) -> None:
        self.crowd, self.provider, self.browser = crowd, provider, Browser(crowd.port)
        self.uploaded: list[float] = []

    def whole(self) -> None:
        self.sign_in()
        self.work_online()
        self.upload("a wrong workbook", self.crowd.wrong)
        findings = self.upload("a right workbook", self.crowd.right)
        found = RETURN.search(findings)
        if found is None:
            raise BrokenOff("what was found has no address")
        self.explain(findings)
        self.submit(found[0])

    def get(self, name: str, address: str) -> str:
        time.sleep(self.crowd.pause)
        self.browser.get(name, address)
        return self.browser.text

    def sign_in(self) -> None:
        self.get("the page to sign in", self.crowd.login)
        self.browser.post("sign in", self.crowd.login, {"login": self.provider.email, "password": self.crowd.password})
        self.browser.get("home", self.crowd.home)
        self.get("the return", self.provider.path)

    def work_online(self) -> None:
        listed = self.get("the pages online", f"{self.provider.path}online/")
        first = re.search(rf"{self.provider.path}online/[a-z0-9-]+/", listed)
        if first is None:
            raise BrokenOff("no page online is listed")
        page = self.get("a page online", first[0])
        for step in range(2):
            time.sleep(self.crowd.pause)
            self.browser.text = page
            self.browser.post("save as one types", f"{first[0]}save/", {"step": str(step)})

    def upload(self, name: str, workbook: bytes) -> str:
        """Send a workbook, watch it being worked on, and open what was found; return the address of that."""
        self.get("the page to upload", f"{self.provider.path}upload/")
        file = for_location(workbook, self.provider.location_id)
        progress = self.browser.send_file(name, f"{self.provider.path}upload/", file)["Location"] or ""
        self.uploaded.append(time.time())
        self.browser.get("its progress", progress)
        for _ in range(MOST_STEPS):
            found = self.browser.get("its steps", f"{progress}steps/")["HX-Redirect"]
            if found:
                self.browser.get("what we found", found)
                return str(found)
            time.sleep(STEPS_SECONDS)
        raise BrokenOff(f"{name} was not worked on")

    def explain(self, findings: str) -> None:
        for address in sorted(
            set(re.findall(r"/returns/[0-9a-f-]{36}/findings/[0-9a-f-]{36}/explain/", self.browser.text))
        ):
            reason = REASON.search(self.get("the page to explain", address))
            given = {"reason": reason[1] if reason else "", "words": "Two of them are apprentices in their first year."}
            self.browser.post("explain", address, given)
        self.get("what we found", findings)

    def submit(self, of: str) -> None:
        self.get("the declaration", f"{of}declaration/")
        self.browser.post("submit", f"{of}declaration/", {"name": "Ada Elm", "agreed": "on"})
        self.browser.get("the receipt", f"{of}receipt/")


def read_dashboard(browser: Browser, address: str, pause: float, over: threading.Event) -> None:
    """Open the dashboard again and again until all is over, whatever it is answered."""
    while not over.wait(pause):
        try:
            browser.get("the dashboard", address)
        except BrokenOff:
            continue
