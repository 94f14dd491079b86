"""Whoever is signed out in the middle of a form gets back what they typed, in a browser, whichever form it is.

The pages are found as for nasty values. Files are not kept, and the page says so; under /account/ passwords and codes
are typed, so nothing of these forms is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.domain.context import Context
from accounts.models import User
from accounts.tests.pages import client_of
from costofcare.middleware.signed_in import ACCOUNT
from costofcare.tests.html_forms import forms_of
from costofcare.tests.letters import send_at_once
from costofcare.tests.link_crawl import IDENTIFIER
from costofcare.tests.test_nasty_values_break_no_page import ROLES, Portal, likely
from costofcare.tests.test_pages_hold_with_long_names import objects_of
from costofcare.tests.test_walk_others_find_nothing import make_objects
from reports.tests.accepted_returns import make_market
from submissions.tests.cast import PASSWORD, Cast, hand_in, take_part, workbook_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
TYPED_AS = {"email": "w{0}@elm.example", "number": "{0}", "tel": "020 7946 {0:04}", "date": "2026-12-{0:02}"}
A_FILE: Any = {"name": "a.xlsx", "mimeType": "application/octet-stream", "buffer": b"x"}
# What a page asks for by itself hears that nobody is signed in.
EXPECTED = ("401", "htmx")
OF_THREE = (
    ("ned", "engagement:contact_new", "exercise"),
    ("alex", "register:give_longer", "at_elm"),
    ("ada", "submissions:say_not_for_us", "at_elm"),
)


@dataclass(frozen=True)
class OpenForm:
    """A form of a page: which of the page's forms it is, the fields that one types into, and whether it takes files."""

    who: str
    path: str
    place: int
    typed: tuple[str, ...]
    takes_files: bool = False

    def __str__(self) -> str:
        return f"{self.who} {self.path} form {self.place}"


class FormPages(Portal):
    """Every form that somebody can type into, with the page on which it stands."""

    def __init__(self, *given: Any, met: set[str]) -> None:
        self.open_forms: list[OpenForm] = []
        self.met = met
        super().__init__(*given)

    def _look(self, name: str, path: str) -> None:
        """Look as all who may see it: some have another form there. What another stage has is not looked at again."""
        if path in self.met:
            return
        self.met.add(path)
        for who in likely(name):
            answer = self.clients[who].get(path)
            if answer.status_code == 200 and not answer.streaming:
                self._collect(who, path, answer)

    def _collect(self, who: str, path: str, answer: Any) -> None:
        if answer.get("Content-Type", "").startswith("text/html"):
            self.open_forms += open_forms(who, path, answer.content.decode())


def every_form(people: dict[str, Context], cast: Cast, known: dict[str, Any]) -> list[OpenForm]:
    """Return each form once: of a return that was submitted, and of one that is to be explained and signed."""
    ready = take_part(cast.exercise, cast.elm, "Elm Ready", "1-100000012")
    hand_in(cast.ada, ready, workbook_for(ready, basic_pay_rate="12.10"))
    met = set[str]()
    pages = (FormPages(people, stage, met=met) for stage in (known, known | objects_of(ready)))
    found = [form for stage in pages for form in stage.open_forms]
    return list({(IDENTIFIER.sub("*", form.path), form.typed): form for form in found}.values())


def open_forms(who: str, path: str, body: str) -> Iterator[OpenForm]:
    for place, form in enumerate(forms_of(body)):
        if form.method == "post" and form.typed:
            yield OpenForm(who, path, place, tuple(dict.fromkeys(form.typed)), form.files)


class Visitor:
    """One window, in which one person after the other is signed out amid a form."""

    def __init__(self, page: Page, address: str, people: dict[str, Context]) -> None:
        self.page, self.address, self.people = page, address, people

    def sign_in(self, who: str) -> None:
        cookie = client_of(self.people[who]).cookies[configured.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])

    def sign_in_by_typing(self, email: str) -> None:
        self.page.locator("input[type=email]").fill(email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def email_of(self, who: str) -> str:
        return User.objects.get(id=self.people[who].person_id).email

    def types(self, form: OpenForm) -> dict[str, str]:
        """Open the page and fill in what can be seen of the form; return what was typed by the fields' names."""
        self.sign_in(form.who)
        self.page.goto(self.address + form.path)
        if form.takes_files:
            self.form(form).locator("input[type=file]").first.set_input_files(A_FILE)
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        fields = {name: self.form(form).locator(f'[name="{name}"]').first for name in form.typed}
        seen = {name: field for name, field in fields.items() if field.is_visible() and field.is_editable()}
        return {name: typed(field, number) for number, (name, field) in enumerate(seen.items(), 11)}

    def form(self, form: OpenForm) -> Locator:
        return self.page.locator("form").nth(form.place)

    def sends_too_late(self, form: OpenForm) -> None:
        Session.objects.all().delete()
        self.form(form).locator("button:not([type=button]), input[type=submit]").first.click()
        expect(self.page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()

    def misses(self, words: dict[str, str]) -> list[str]:
        """Return the fields whose words neither the page shows nor a form of it would send."""
        shown = self.page.locator("main").inner_text()
        sent = dict(self.page.evaluate("[...document.forms].flatMap(form => [...new FormData(form)])"))
        return [name for name, text in words.items() if text not in shown or sent.get(name) != text]


def typed(field: Locator, number: int) -> str:
    longest = field.get_attribute("maxlength")
    kind = field.get_attribute("type") or "text"
    text = TYPED_AS.get(kind, "words {0}").format(number)[: int(longest) if longest else None]
    field.fill(text)
    return text


def came_back_to(visitor: Visitor, form: OpenForm, *, by_typing: bool) -> None:
    """Sign in on the page that came, and arrive where it leads."""
    if by_typing:
        visitor.sign_in_by_typing(visitor.email_of(form.who))
    else:
        leads_to = parse_qs(urlsplit(visitor.page.url).query)["next"][0]
        visitor.sign_in(form.who)
        visitor.page.goto(visitor.address + leads_to)
    expect(visitor.page.locator("h1")).to_have_text("What you had typed")


@pytest.mark.parametrize(
    ("who", "name", "about"), [OF_THREE[0], *(pytest.param(*each, marks=pytest.mark.proof) for each in OF_THREE[1:])]
)
def test_what_was_typed_stands_there_again_and_is_sent(
    cast: Cast, live_server: Any, page: Page, expected_errors: list[str], who: str, name: str, about: str
):
    expected_errors += EXPECTED
    visitor = Visitor(page, live_server.url, {who: getattr(cast, who)})
    path = reverse(name, args=[getattr(cast, about).id])
    form, *_ = open_forms(who, path, client_of(visitor.people[who]).get(path).content.decode())
    words = visitor.types(form)
    visitor.sends_too_late(form)
    came_back_to(visitor, form, by_typing=who == "ned")
    assert words and visitor.misses(words) == []
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("h1")).not_to_have_text("What you had typed")
    # What is not right yet comes back once more, on the page's own form.
    sent = str(page.evaluate("[...document.forms].map(form => [...new FormData(form)])"))
    assert all(text in sent for text in words.values()), page.url


@pytest.mark.proof
def test_every_form_gives_back_what_was_typed(
    live_server: Any, page: Page, expected_errors: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Any
):
    expected_errors += EXPECTED
    send_at_once(monkeypatch)
    market = make_market(6)
    people = {name: getattr(market.cast, name) for name in ROLES}
    visitor = Visitor(page, live_server.url, people)
    tried, left_out, lost = 0, [], []
    forms = every_form(people, market.cast, make_objects(market))
    files = sum(form.takes_files for form in forms)
    for form in forms:
        words = {} if form.path.startswith(ACCOUNT) else visitor.types(form)
        if not words:
            left_out.append(str(form))
            continue
        try:
            visitor.sends_too_late(form)
            came_back_to(visitor, form, by_typing=not tried)
            lost += [f"{form}: {name}" for name in visitor.misses(words)]
            says_so = "Files are not kept" in page.locator("main").inner_text()
            lost += [f"{form}: says of files what is wrong"] if says_so != form.takes_files else []
        except AssertionError as wrong:
            lost.append(f"{form}: {str(wrong).splitlines()[0]}, at {page.url}")
        tried += 1
    with capsys.disabled():
        print(f"\n{tried} forms, {files} with files; nothing to type, or under /account/:", *left_out, sep="\n  ")
    assert lost == []
    assert tried > 40
