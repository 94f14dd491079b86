"""A call is logged by keyboard alone, in at most twelve presses beside the words; the pages hold for axe."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from accounts.tests.pages import client_of
from engagement.contacts.actions import contacts, log_import_worker
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Source
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.contacts.tests.test_dropped_files_are_read import MAIL
from engagement.models import Contact, LogImport
from register.models import ContactPerson
from submissions.tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
MOST_PRESSES = 12
OLD_LOG = b"Date,Type,Outcome,Location ID\n03/11/2026,Phone,Voicemail,1-100000001\n03/11/2026,Smoke,Spoke,1-100000001\n"
SCREENS = os.environ.get("SCREENS", "")


class Keyboard:
    """Counts every key that goes down, those held for a chord too; words typed are not counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.presses = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += 1
            self.page.keyboard.press(key)

    def access(self, letter: str) -> None:
        """Alt and a letter, as the system sends it: Playwright's own press leaves out what access keys go by."""
        self.presses += 2
        capital = letter.upper()
        event = {"modifiers": 1, "key": letter, "code": f"Key{capital}", "windowsVirtualKeyCode": ord(capital)}
        session = self.page.context.new_cdp_session(self.page)
        session.send("Input.dispatchKeyEvent", {**event, "type": "rawKeyDown"})
        session.send("Input.dispatchKeyEvent", {**event, "type": "char", "text": letter, "unmodifiedText": letter})
        session.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})

    def words(self, text: str) -> None:
        self.page.keyboard.type(text)


def open_as(page: Any, live_server: Any, context: Context) -> None:
    cookie = client_of(context).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def photograph(page: Any, name: str) -> None:
    if SCREENS:
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SCREENS) / f"{name}_{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def sam(cast: Cast) -> ContactPerson:
    sam = ContactPerson.objects.create(
        provider=cast.elm,
        full_name="Sam Elm",
        kind="registered_manager",
        phone="020 7946 0000",
        email="sam@elm.example",
    )
    sam.locations.add(cast.at_elm.location, cast.at_elm_too.location)
    return sam


@pytest.mark.nightly
def test_a_call_is_logged_by_keyboard_alone(
    live_server: Any, cast: Cast, sam: ContactPerson, page: Any, page_holds: Any
):
    open_as(page, live_server, cast.ned)
    page.goto(live_server.url + reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_elm.id]))
    keys = Keyboard(page)
    keys.access("l")
    keys.press("Tab", "Tab", "ArrowDown", "ArrowDown", "Tab", "Tab")
    keys.words("They will send it on Friday.")
    keys.access("s")
    page.get_by_text("Call logged: spoke.").wait_for()
    assert keys.presses <= MOST_PRESSES
    contact = Contact.objects.get()
    assert (contact.channel, contact.direction, contact.outcome) == ("call", "out", "spoke")
    assert [each.person for each in contact.people.all()] == [sam]
    assert contact.notes.get().words == "They will send it on Friday."
    page_holds(page)


@pytest.mark.nightly
def test_an_unanswered_call_takes_even_less(live_server: Any, cast: Cast, page: Any, page_holds: Any):
    open_as(page, live_server, cast.carol)
    page.goto(live_server.url + reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_elm.id]))
    keys = Keyboard(page)
    keys.access("l")
    keys.press("Tab", "Tab", "Space")
    keys.access("s")
    page.get_by_text("Call logged: no answer.").wait_for()
    assert keys.presses <= MOST_PRESSES and Contact.objects.get().side == "council"


def a_history(cast: Cast, sam: ContactPerson, by: Context) -> None:
    again = ContactPerson.objects.create(provider=cast.elm, full_name="Sam  Elm", phone="020 7946 0000")
    again.locations.add(cast.at_elm.location)
    ago, today = timezone.now() - timedelta(days=3), timezone.localdate()
    mail = a_call(
        cast, channel=Channel.EMAIL, outcome=ContactOutcome.SENT, happened_at=ago, source=Source.CAMPAIGN, words=""
    )
    call = a_call(cast, people_ids=(sam.id,), minutes=12, next_step="Ring again", next_on=today)
    meeting = a_call(cast, channel=Channel.CONTRACT_MEETING, words="Raised at the contract meeting.", names=("Kim",))
    for who, contacted in ((cast.ned, mail), (by, call), (cast.carol, meeting)):
        contacts.log(by=who, contacted=contacted)


@pytest.mark.proof
@pytest.mark.parametrize("name", ["ned", "carol"])
def test_the_pages_hold(live_server: Any, cast: Cast, sam: ContactPerson, page: Any, page_holds: Any, name: str):
    a_history(cast, sam, getattr(cast, name))
    open_as(page, live_server, getattr(cast, name))
    for title, address in pages(cast):
        page.goto(live_server.url + address)
        page_holds(page)
        photograph(page, f"{name}_{title}")
    page.goto(live_server.url + reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_oak.id]))
    page.get_by_role("button", name="Log this contact").click()
    assert page.title().startswith("Error: ")
    page_holds(page)
    photograph(page, f"{name}_errors")
    if name == "ned":
        what_becomes_of_files(live_server, cast, page, page_holds)


def what_becomes_of_files(live_server: Any, cast: Cast, page: Any, page_holds: Any) -> None:
    """A draft from an e-mail, a list with a line that is not matched, an old log with a row that is not clear."""
    page.goto(live_server.url + reverse("engagement:drop", args=[cast.exercise.id]))
    page.locator("input[type=file]").set_input_files({"name": "a.eml", "mimeType": "message/rfc822", "buffer": MAIL})
    page.get_by_role("button", name="Make a draft").click()
    page.get_by_text("Nothing is kept yet").wait_for()
    page_holds(page)
    photograph(page, "draft")
    page.goto(live_server.url + reverse("engagement:contacts_together", args=[cast.exercise.id]))
    page.get_by_label("Who was there").fill("Elm Home Care, Jo New, did not attend\nNobody")
    page.get_by_label("Attended", exact=True).check()
    page.get_by_role("button", name="Show how it is matched").click()
    page.get_by_text("1 of 2 lines matched").wait_for()
    page_holds(page)
    photograph(page, "together")
    page.get_by_label("Leave out the lines that are not matched").check()
    page.get_by_role("button", name="Log it for 1 location").click()
    page.get_by_text("Group session logged once, for 1 location.").wait_for()
    page.goto(live_server.url + reverse("engagement:log_import_new", args=[cast.exercise.id]))
    page.locator("input[type=file]").set_input_files({"name": "old.csv", "mimeType": "text/csv", "buffer": OLD_LOG})
    page.get_by_role("button", name="Show what would be entered").click()
    page.get_by_text("Waiting to be read").wait_for()
    page_holds(page)
    photograph(page, "import_waiting")
    log_import_worker.process(LogImport.objects.get().id)
    # The page sees by itself that it is read, and asks for the word that it does not know.
    page.get_by_label("How: “Smoke”").wait_for()
    page_holds(page)
    photograph(page, "import_words")
    page.get_by_role("button", name="Read the file with these").click()
    page_holds(page)
    page.get_by_label("How: “Smoke”").select_option("Visit")
    page.get_by_role("button", name="Read the file with these").click()
    page.get_by_text("Waiting to be read").wait_for()
    log_import_worker.process(LogImport.objects.get().id)
    page.get_by_text("2 contacts would be entered").wait_for()
    page_holds(page)
    photograph(page, "import")


def pages(cast: Cast) -> list[tuple[str, str]]:
    of_exercise = (
        "location_list",
        "contact_list",
        "contact_new",
        "contacts_together",
        "drop",
        "person_list",
        "duplicate_list",
        "log_import_new",
        "log_meaning_list",
    )
    named = [(name, reverse(f"engagement:{name}", args=[cast.exercise.id])) for name in of_exercise]
    sam, again = ContactPerson.objects.order_by("full_name")[:2]
    merge = reverse("engagement:person_merge", args=[cast.exercise.id, again.id])
    one = Contact.objects.filter(channel="call").get()
    return [
        *named,
        ("location", reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_elm.id])),
        ("person", reverse("engagement:person_detail", args=[cast.exercise.id, sam.id])),
        ("person_new", reverse("engagement:person_new", args=[cast.exercise.id, cast.at_elm.id])),
        ("merge", f"{merge}?into={sam.id}"),
        ("edit", reverse("engagement:contact_edit", args=[cast.exercise.id, one.id])),
        ("take_back", reverse("engagement:take_back", args=[cast.exercise.id, one.id])),
    ]
