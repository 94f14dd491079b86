"""Test support: people in their own browser windows, and a workbook that a spreadsheet program has filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.models import User
from submissions.domain.form import NUMERIC, AnswerType
from submissions.domain.forms import CURRENT
from submissions.tests.cast import PASSWORD
from submissions.tests.libreoffice import convert


class Person:
    """Somebody at a browser; every page that they come to is held to what must hold of every page."""

    def __init__(self, page: Page, address: str, holds: Callable[[Page], None]) -> None:
        self.page, self.address, self.holds = page, address, holds

    def sign_in(self, context: Context) -> None:
        self.page.goto(f"{self.address}/account/login/")
        self.holds(self.page)
        self.page.locator("input[type=email]").fill(User.objects.get(id=context.person_id).email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.press("Sign in")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.arrive()

    def follow(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.arrive()

    def arrive(self) -> None:
        self.page.wait_for_load_state()
        self.holds(self.page)

    def reads(self, *words: str) -> None:
        text = self.text
        for each in words:
            assert each in text, f"{each!r} is not on {self.page.url}:\n{text}"

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def download(self, name: str, into: Path) -> Path:
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=name).first.click()
        file = into / started.value.suggested_filename
        started.value.save_as(file)
        return file

    def upload(self, file: Path) -> None:
        """Waits on the page that shows how far it is, until it leads on by itself."""
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.get_by_role("button", name="Upload", exact=True).click()
        self.page.wait_for_url("**/findings/", timeout=60_000)
        self.arrive()


def fill_in(service: str, blank: Path, answers: Mapping[str, str], into: Path) -> Path:
    """By the names of its cells; what the portal has filled in already is left as it is."""
    book, form = load_workbook(blank), CURRENT[service]
    for key, value in answers.items():
        sheet, cell = next(iter(book.defined_names[key].destinations))
        if book[sheet][cell].value is None and value:
            book[sheet][cell] = as_typed(form.by_key[key].type, value)
    book.save(into)
    return into


def as_typed(kind: AnswerType, value: str) -> str | float | date:
    """A date or a number where a person would type one."""
    if kind is AnswerType.DATE:
        return date.fromisoformat(value)
    return float(value) if kind in NUMERIC else value


def through_libreoffice(files: list[Path], folder: Path) -> list[Path]:
    """Opened, worked out anew and saved by LibreOffice, as a person's own Save would."""
    done = folder / "saved"
    convert(files, "xlsx:Calc MS Excel 2007 XML", done, folder / "profile")
    return [done / file.name for file in files]
