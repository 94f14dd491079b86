"""One walk in a real browser: opened, booked on a phone, moved, reminded of, and logged."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.actions import task_queue
from accounts.tests.pages import client_of
from engagement.models import Booking, Contact, Slot
from engagement.tasks import sweep_meetings
from submissions.tests.cast import Cast, at, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
SCREENS = os.environ.get("SCREENS", "")


@pytest.fixture
def played(transactional_db: None) -> Any:
    with mock.patch.object(task_queue, "nudge"):
        yield make_cast()


class Visitor:
    """Somebody in a browser of their own; each page they stop at is held to what must hold of every page."""

    def __init__(self, page: Page, address: str, context: Any, holds: Callable[[Page], None]) -> None:
        self.page, self.address, self.holds, self.shots = page, address, holds, 0
        self.name = context.person_name.split()[0].lower()
        cookie = client_of(context).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])

    def opens(self, name: str, *arguments: Any) -> None:
        self.page.goto(self.address + reverse(name, args=arguments))
        self.stops()

    def presses(self, name: str, role: str = "button") -> None:
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.stops()

    def stops(self) -> None:
        self.holds(self.page)
        if SCREENS:
            self.shots += 1
            width = self.page.viewport_size["width"]  # type: ignore[index]
            self.page.screenshot(path=Path(SCREENS) / f"{self.name}-{width}-{self.shots:02}.png", full_page=True)

    def reads(self, words: str) -> None:
        assert words in " ".join(self.page.locator("body").inner_text().split()), self.page.url

    def fills(self, **typed: str) -> None:
        for name, words in typed.items():
            self.page.locator(f"[name={name}]").fill(words)


@pytest.mark.proof
def test_a_slot_is_opened_booked_on_a_phone_moved_reminded_of_and_logged(
    played: Cast, live_server, page, phone, page_holds
):
    ned = Visitor(page, live_server.url, played.ned, page_holds)
    ada = Visitor(phone, live_server.url, played.ada, page_holds)
    open_slots(ned, played)
    book(ada, played)
    sweep_meetings()
    assert mail.outbox and not [each for each in mail.outbox if "coming up" in each.subject]
    booking = Booking.objects.select_related("slot").get()
    mail.outbox.clear()
    with at(booking.slot.starts_at - timedelta(hours=23)):
        sweep_meetings()
        sweep_meetings()
    assert sorted(each.to[0] for each in mail.outbox if "coming up" in each.subject) == [
        "ada.elm@example.org",
        "ned.engagement@example.org",
    ]
    log_outcome(ned, played, booking)


def open_slots(ned: Visitor, played: Cast) -> None:
    ned.opens("engagement:slot_list", played.exercise.id)
    ned.reads("No slot in this week")
    ned.presses("Open slots")
    ned.presses("Open slots")
    ned.reads("There is a problem")
    day = timezone.localdate() + timedelta(days=8)
    ned.fills(
        first_day_0=str(day.day), first_day_1=str(day.month), first_day_2=str(day.year), begins="10", ends="12:00"
    )
    ned.fills(begins="10:00", ring="020 7946 0001")
    ned.page.get_by_label("By phone").check()
    ned.presses("Open slots")
    ned.reads("4 slots opened")
    ned.reads("10am to 10:30am")


def book(ada: Visitor, played: Cast) -> None:
    ada.opens("home")
    ada.opens("submissions:participation_detail", played.at_elm.id)
    ada.presses("Book a 1-2-1", "link")
    ada.presses("Book this 1-2-1")
    ada.reads("Choose a time")
    ada.page.get_by_label("10am to 10:30am").check()
    ada.fills(phone="020 7946 0000", words="Where do our shared overheads go?")
    ada.presses("Book this 1-2-1")
    ada.reads("The 1-2-1 is booked")
    ada.reads("Ned Engagement rings you on 020 7946 0000")
    ada.presses("Move it")
    ada.page.get_by_label("11:30am to midday").check()
    ada.presses("Move it")
    ada.reads("has been moved")
    ada.presses("Cancel it", "link")


def log_outcome(ned: Visitor, played: Cast, booking: Booking) -> None:
    """The booking is brought into the past, as a browser cannot be brought into the future."""
    past = timezone.now() - timedelta(hours=1)
    Slot.objects.filter(id=booking.slot_id).update(starts_at=past, ends_at=past + timedelta(minutes=30))
    ned.opens("engagement:slot_list", played.exercise.id)
    ned.presses("Elm Home Care", "link")
    ned.reads("Where do our shared overheads go?")
    ned.page.get_by_label("Attended").check()
    ned.fills(minutes="25", words="Overheads by hours")
    ned.presses("Log it")
    ned.reads("Logged: attended")
    outcomes = list(Contact.objects.order_by("outcome").values_list("outcome", "minutes"))
    assert outcomes == [("attended", 25), ("registered", None)]
