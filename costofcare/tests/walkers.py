"""Test support: people in their own browser windows, and a workbook that a spreadsheet program has filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.models import User
from costing.form import NUMERIC, AnswerType, Form
from costing.forms import CURRENT
from costing.tests.libreoffice import convert
from costofcare.tests.hands import Pointer
from submissions.domain.online.question_labels import label_on_page
from submissions.tests.cast import PASSWORD


class Person:
    """A person at a browser; every page that they come to is checked for what must hold of every page."""

    def __init__(
        self, page: Page, address: str, holds: Callable[[Page], None], hand: Callable[[Page], Pointer] = Pointer
    ) -> None:
        self.page, self.address, self.holds, self.hand = page, address, holds, hand(page)

    def sign_in(self, context: Context) -> None:
        self.page.goto(f"{self.address}/account/login/")
        self.holds(self.page)
        email, password = (self.page.locator(f"input[type={kind}]") for kind in ("email", "password"))
        self.hand.write(email, User.objects.get(id=context.person_id).email, is_answer=False)
        self.hand.write(password, PASSWORD, is_answer=False)
        self.press("Sign in")

    def press(self, name: str) -> None:
        self.hand.go_on(self.page.get_by_role("button", name=name, exact=True))
        self.arrive()

    def follow(self, name: str, *, exact: bool = True) -> None:
        self.hand.go_on(self.page.get_by_role("link", name=name, exact=exact).first)
        self.arrive()

    def answer(self, form: Form, key: str, text: str) -> None:
        """Answer by the name that the field has on the page; what stands there already is left alone.

        A question that the answers so far do not call for is not there, and wants none.
        """
        question = form.by_key[key]
        if question.required_when and not self.page.locator(f"[name={key}]").count():
            assert not text, f"{key} is not asked on {self.page.url}"
            return
        label = label_on_page(question, form.page_of(key).questions)
        if question.choices:
            option = self.page.get_by_role("group", name=label, exact=True)
            option = option.get_by_role("radio", name=question.words_of(text), exact=True)
            if text and not option.is_checked():
                self.hand.pick(option)
            return
        field = self.page.get_by_role("textbox", name=label, exact=True)
        if field.input_value() != text:
            self.hand.write(field, text)

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
            self.hand.go_on(self.page.get_by_role("link", name=name).first, stays=True)
        file = into / started.value.suggested_filename
        started.value.save_as(file)
        return file

    def upload(self, file: Path, until: str = "**/findings/") -> None:
        """Upload a file and wait on its progress page until it leads on by itself, or by its link."""
        self.hand.give(self.page.locator("input[type=file]"), file)
        self.press("Upload")
        self.hand.is_counting = False
        onward = self.page.locator(".portal-progress-steps .govuk-button")
        while not fnmatch(self.page.url, until):
            if onward.count():
                self.hand.go_on(onward)
            elif self.hand.has_script:
                self.page.wait_for_timeout(200)
            else:
                self.follow("Reload this page")
        self.page.wait_for_load_state()
        self.hand.is_counting = True
        self.hand.count("pages")
        self.arrive()


def fill_in(service: str, blank: Path, answers: Mapping[str, str], into: Path) -> Path:
    """Fill a workbook in by the names of its cells; what the portal has filled in already is left as it is."""
    book, form = load_workbook(blank), CURRENT[service]
    for key, value in answers.items():
        sheet, cell = next(iter(book.defined_names[key].destinations))
        if book[sheet][cell].value is None and value:
            book[sheet][cell] = as_typed(form.by_key[key].type, value)
    book.save(into)
    return into


def as_typed(kind: AnswerType, value: str) -> str | float | date:
    """Return a date or a number where a person would type one."""
    if kind is AnswerType.DATE:
        return date.fromisoformat(value)
    return float(value) if kind in NUMERIC else value


def through_libreoffice(files: list[Path], folder: Path) -> list[Path]:
    """Let LibreOffice open the files, work them out anew and save them, as a person's own Save would."""
    done = folder / "saved"
    convert(files, "xlsx:Calc MS Excel 2007 XML", done, folder / "profile")
    return [done / file.name for file in files]
