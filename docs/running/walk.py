"""A provider signs in with a second factor, uploads a workbook and reads what was found: in a browser, through TLS."""

import base64
import hmac
import re
import shutil
import struct
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

URL, EMAIL, PASSWORD, WORKBOOK, PICTURES = sys.argv[1:6]
PATIENCE_SECONDS = 45


def main() -> None:
    with sync_playwright() as playwright:
        # The trial's authority is in no browser's list; that the chain is right, curl has shown.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900}).new_page()
        sign_in(page)
        location = upload(page)
        findings(page, location)
        browser.close()


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)


def sign_in(page: Page) -> None:
    page.goto(f"{URL}/account/login/")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    send(page)
    page.goto(f"{URL}/account/2fa/totp/activate/")  # a choice for providers, so this one chooses it
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        send(page)
    secret = page.locator(".portal-reference").first.inner_text().strip()
    page.fill("input[name=code]", code_of(secret))
    send(page)
    page.goto(f"{URL}/home/")
    assert page.get_by_role("heading", level=1).inner_text(), page.url
    print(f"signed in with a second factor: {page.url}")


def send(page: Page) -> None:
    """Press the form's last button, and wait for the page that answers it."""
    with page.expect_navigation():
        page.locator("main form button").last.click()
    problems = page.locator(".govuk-error-summary")
    assert not problems.count(), problems.first.inner_text()


def code_of(secret: str) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def upload(page: Page) -> str:
    """Upload to the first location of the provider that may be uploaded to; return its address."""
    page.goto(f"{URL}/home/")
    links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    for location in dict.fromkeys(
        found.group() for link in links if (found := re.match("/locations-asked/[^/]+/", link))
    ):
        page.goto(f"{URL}{location}upload/")
        if page.locator("input[type=file]").count():
            page.locator("input[type=file]").set_input_files(WORKBOOK)
            with page.expect_navigation():
                page.get_by_role("button", name="Upload").click()
            print(f"uploaded to {location}")
            return location
    raise SystemExit("no location may be uploaded to")


def findings(page: Page, location: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        text = page.locator("main").inner_text()
        if re.search(r"What we found|put right|could not be|not taken|no return", text, re.IGNORECASE):
            page.screenshot(path=Path(PICTURES) / "findings.png", full_page=True)
            print("findings: " + " ".join(text.split())[:300])
            return
        page.wait_for_timeout(1_000)  # the page goes on by itself
    page.screenshot(path=Path(PICTURES) / "no-findings.png", full_page=True)
    raise SystemExit(f"no findings at {page.url}: {' '.join(text.split())[:500]}")


if __name__ == "__main__":
    main()
