"""Events in a real browser: planned, invited to, answered behind the link on a phone, ticked, followed up."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import task_queue
from engagement.meetings.tests.test_events import OLA, PAT, people
from engagement.meetings.tests.test_one_to_one_walk import Visitor
from engagement.models import Contact, Event
from engagement.tasks import sweep_meetings
from submissions.tests.cast import Cast, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def played(transactional_db: None):
    with mock.patch.object(task_queue, "nudge"):
        yield make_cast()


@pytest.mark.proof
def test_an_event_from_its_plan_to_whom_to_follow_up(played: Cast, live_server, page, phone, page_holds):
    people(played)
    ned = Visitor(page, live_server.url, played.ned, page_holds)
    plan(ned, played)
    ned.presses("Invite providers")
    ned.page.get_by_label("All locations in scope").check()
    ned.presses("Show whom this reaches")
    ned.presses("Send 2 invitations")
    sweep_meetings()
    link = next(re.search(r"http\S+/events/answer/\S+/", each.body)[0] for each in mail.outbox if PAT.email in each.to)
    phone.context.clear_cookies()
    phone.goto(live_server.url + link.split("localhost:8000")[-1])
    page_holds(phone)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Yes, we come").click()
    page_holds(phone)
    assert "You are registered" in phone.locator("body").inner_text()
    bea = Visitor(phone, live_server.url, played.bea, page_holds)
    provider_waits(bea, played)
    sweep_meetings()
    began = timezone.now() - timedelta(minutes=5)
    Event.objects.update(starts_at=began, ends_at=began + timedelta(hours=1))
    tick(ned, played)
    sweep_meetings()
    assert set(Contact.objects.values_list("outcome", flat=True)) == {
        "sent",
        "registered",
        "attended",
        "did_not_attend",
    }


def plan(ned: Visitor, played: Cast) -> None:
    ned.opens("engagement:event_list", played.exercise.id)
    ned.presses("Plan an event")
    ned.presses("Plan the event")
    ned.reads("There is a problem")
    day = timezone.localdate() + timedelta(days=9)
    ned.fills(title="Overheads, step by step", day_0=str(day.day), day_1=str(day.month), day_2=str(day.year))
    ned.fills(begins="10:00", place="https://meet.example/overheads", capacity="2", words="Bring your last accounts.")
    ned.page.get_by_label("Workshop").check()
    ned.page.get_by_label("Online").check()
    ned.presses("Plan the event")
    ned.reads("2 locations, 2 places free")


def provider_waits(bea: Visitor, played: Cast) -> None:
    bea.opens("engagement:own_events", played.at_oak.id)
    bea.reads("It is full")
    bea.presses("Overheads, step by step", "link")
    bea.fills(name=OLA.name, email=OLA.email)
    bea.presses("Join the waiting list")
    bea.reads("You are on the waiting list")


def tick(ned: Visitor, played: Cast) -> None:
    ned.opens("engagement:event_detail", played.exercise.id, Event.objects.get().id)
    ned.presses("Note who came")
    ned.page.get_by_label("Elm Home Care: Pat Elm").focus()
    ned.page.keyboard.press("Space")
    with ned.page.expect_navigation():
        ned.page.keyboard.press("Enter")
    ned.reads("1 location came")
    ned.presses("Whom to follow up", "link")
    ned.opens("engagement:event_list", played.exercise.id)
