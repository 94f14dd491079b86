"""The walk in a browser through TLS, a line a stage; for docs/running/trial.py alone.

``whole``: a provider signs in with a second factor, uploads a workbook with faults, reads what was found, uploads a
right one, explains what is unusual, signs and submits; an analyst accepts; a commissioner reads what was released.
``again``: both see the same again, after whatever was done to the portal meanwhile. ``figures``: so they do on
pages of another version, whose words may be others.
"""

import base64
import hmac
import json
import re
import shutil
import struct
import sys
import time
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, sync_playwright

from costing.form import NUMERIC, AnswerType
from costing.forms import CURRENT
from costing.tests.returns import example

URL, PASSWORD, FOLDER, PART = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]
ADA, DEV, CAROL = (f"{name}@example.org" for name in ("ada", "dev", "carol"))
KEPT = FOLDER / "walk.json"
PATIENCE_SECONDS = 60
FIRST = 10
UNUSUAL = {"basic_pay_rate": "12.10"}


def main() -> None:
    with sync_playwright() as playwright:
        # The trial's authority is in no browser's list; that the chain is right, curl has shown.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            (whole if PART == "whole" else again)(browser)
        except Exception:
            for number, context in enumerate(browser.contexts):
                context.pages[0].screenshot(path=FOLDER / f"trouble-{number}.png", full_page=True)
            raise
        browser.close()


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)


def window(browser: Browser) -> Page:
    page = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900}).new_page()
    # In a network of its own Chromium believes that it is offline, and our forms then wait.
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', {get: () => true})")
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    return page


def whole(browser: Browser) -> None:
    kept: dict[str, str] = {}
    ada = window(browser)
    kept[ADA] = first_time(ada, ADA)
    print(f"signing in, and a second factor: {path_of(ada)}")
    location = upload(ada)
    findings(ada)
    submit(ada, location)
    dev = window(browser)
    kept[DEV] = first_time(dev, DEV)
    ada.goto(f"{URL}{location}")
    accept(dev, ada.locator("h1").inner_text().splitlines()[-1].strip())
    carol = window(browser)
    kept[CAROL] = first_time(carol, CAROL)
    kept["release"] = release(carol)
    ada.goto(f"{URL}{location}")
    kept |= {"location": location, "its words": words_of(ada), "released words": words_of(carol)}
    KEPT.write_text(json.dumps(kept))


def again(browser: Browser) -> None:
    kept = json.loads(KEPT.read_text())
    for who, at, words in ((ADA, "location", "its words"), (CAROL, "release", "released words")):
        page = window(browser)
        sign_in(page, who)
        page.fill("input[name=code]", code_of(kept[who]))
        send(page)
        page.goto(f"{URL}{kept[at]}")
        before, now = (said if PART == "again" else figures(said) for said in (kept[words], words_of(page)))
        assert before == now, f"{before}\n\nis now\n\n{now}"
    what = "as they were" if PART == "again" else "their first figures and dates as they were"
    print(f"a return and a release, signed in anew with the second factor: {what}")


def figures(said: str) -> list[str]:
    """Return what another version says alike, in whatever words: money and days, of those that stand first."""
    return re.findall(r"£[\d,]+\.\d\d|\d{1,2} [A-Z][a-z]+ \d{4}", said)[:FIRST]


def words_of(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def path_of(page: Page) -> str:
    return page.url.removeprefix(URL)


def first_time(page: Page, email: str) -> str:
    """Sign in, and set up a second factor, wherever the portal leads to it by itself; return its secret."""
    sign_in(page, email)
    if "/2fa/totp/activate/" not in page.url:
        page.goto(f"{URL}/account/2fa/totp/activate/")
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        send(page)
    secret = page.locator(".portal-reference").first.inner_text().strip()
    page.fill("input[name=code]", code_of(secret))
    send(page)
    page.goto(f"{URL}/home/")
    assert path_of(page).startswith("/home/"), page.url
    return secret


def sign_in(page: Page, email: str) -> None:
    page.goto(f"{URL}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    send(page)


def send(page: Page) -> None:
    """Press the form's last button, and wait for the page that answers it."""
    with page.expect_navigation():
        page.locator("main form button").last.click()
    problems = page.locator(".govuk-error-summary")
    assert not problems.count(), problems.first.inner_text()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str, *, exact: bool = True) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=exact).first.click()


def code_of(secret: str) -> str:
    """Return a code that was not used yet: each works once, so the next is waited for."""
    moment = int(time.time()) // 30
    if (used := FOLDER / f"code-{secret[:8]}").exists() and int(used.read_text()) >= moment:
        time.sleep((int(used.read_text()) + 1) * 30 - time.time() + 1)
        moment = int(time.time()) // 30
    used.write_text(str(moment))
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.digest(key, struct.pack(">Q", moment), "sha1")
    at = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def upload(page: Page) -> str:
    """Take the blank workbook of the first location that may be uploaded to, and upload it as it is; return whose."""
    page.goto(f"{URL}/home/")
    links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    locations = [found.group() for link in links if (found := re.match("/locations-asked/[^/]+/", link))]
    for location in dict.fromkeys(locations):
        page.goto(f"{URL}{location}")
        download = page.get_by_role("link", name="Download the workbook")
        if not download.count():
            continue
        with page.expect_download() as started:
            download.first.click()
        started.value.save_as(FOLDER / "blank.xlsx")
        page.goto(f"{URL}{location}upload/")
        if page.locator("input[type=file]").count():
            give(page, FOLDER / "blank.xlsx")
            return location
    raise SystemExit("no location may be uploaded to")


def give(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Upload")


def findings(page: Page) -> None:
    """Wait until what was found is there: the page goes on by itself."""
    page.wait_for_url("**/findings/", timeout=PATIENCE_SECONDS * 1000)
    found = re.search(r"[\w ]+ things? to put right", words_of(page).partition("What we found")[2])
    assert found, words_of(page)[:500]
    page.screenshot(path=FOLDER / "findings.png", full_page=True)
    print(f"an empty workbook uploaded: {found[0].strip()}")


def submit(page: Page, location: str) -> None:
    """Upload a workbook that is right but for one unusual figure, explain it, sign and submit."""
    filled_in()
    page.goto(f"{URL}{location}upload/")
    give(page, FOLDER / "filled-in.xlsx")
    page.wait_for_url("**/findings/", timeout=PATIENCE_SECONDS * 1000)
    explained = 0
    while page.get_by_role("link", name="It is right: explain it").count():
        follow(page, "It is right: explain it", exact=False)
        page.locator("main input[type=radio]").first.check()
        page.locator("main textarea").first.fill("Two of our careworkers are apprentices in their first year.")
        press(page, "Save the explanation")
        follow(page, "Back")
        explained += 1
    follow(page, "Sign and submit")
    page.get_by_label("Your full name").fill("Ada Elmwood")
    page.get_by_label("The figures are those of this location alone", exact=False).check()
    press(page, "Submit the return")
    assert "Return submitted" in words_of(page), words_of(page)[:500]
    page.screenshot(path=FOLDER / "submitted.png", full_page=True)
    print(f"a filled-in workbook uploaded: {explained} unusual figure explained, signed and submitted")


def filled_in() -> None:
    """Fill the location's own workbook in; what the portal has filled in already is left as it is."""
    book, form = load_workbook(FOLDER / "blank.xlsx"), CURRENT["homecare"]
    for key, value in {**example("homecare_3")["answers"], **UNUSUAL}.items():
        sheet, cell = next(iter(book.defined_names[key].destinations))
        if book[sheet][cell].value is None and value:
            kind = form.by_key[key].type
            typed = date.fromisoformat(value) if kind is AnswerType.DATE else value
            book[sheet][cell] = float(value) if kind in NUMERIC else typed
    book.save(FOLDER / "filled-in.xlsx")


def accept(page: Page, name: str) -> None:
    page.goto(f"{URL}/home/")
    follow(page, "submitted return", exact=False)
    follow(page, name, exact=False)
    press(page, "Accept")
    assert "The return is accepted" in page.locator("body").inner_text(), words_of(page)[:500]
    print("an analyst, whose second factor is forced: accepted the return")


def release(page: Page) -> str:
    page.goto(f"{URL}/releases/")
    follow(page, "release 1", exact=False)
    text = words_of(page)
    assert "Median" in text and "Elm" not in text, text[:500]
    page.screenshot(path=FOLDER / "release.png", full_page=True)
    print(f"a commissioner reads the release: {page.locator('h1').inner_text()}")
    return path_of(page)


if __name__ == "__main__":
    main()
