"""The pages of events, by who may see them; a preview counts before anything is sent; a link needs no account."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.pages import client_of, get, post, text_of
from engagement.campaigns.actions import send_messages
from engagement.meetings.actions import registrations
from engagement.meetings.tests.test_events import (
    OLA,
    PAT,
    invite,
    people,
    planned,
    register,
)
from engagement.meetings.tests.test_one_to_one_pages import STAFF, who_finds
from engagement.models import (
    Event,
    Invite,
    Message,
    Notice,
    Registration,
    Step,
)
from engagement.tests.campaign_steps import somebody_at
from register.models import Participation
from submissions.tests.cast import Cast, as_worker, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OFFICERS = (
    "event_detail",
    "event_edit",
    "event_cancel",
    "event_register",
    "event_invite",
    "event_attendance",
    "event_follow_up",
)


@pytest.mark.nightly
def test_each_page_is_found_by_whom_it_is_for(cast: Cast):
    event = planned(cast)
    place = register(cast.ada, event, cast.at_elm)
    for page in ("event_list", "event_new", "event_join"):
        assert who_finds(cast, f"engagement:{page}", cast.exercise.id) == STAFF, page
    for page in OFFICERS:
        found = STAFF - {"carol"} if page in ("event_edit", "event_cancel", "event_attendance") else STAFF
        assert who_finds(cast, f"engagement:{page}", cast.exercise.id, event.id) == found, page
    assert who_finds(cast, "engagement:event_withdraw", cast.exercise.id, event.id, place.id) == STAFF
    assert who_finds(cast, "engagement:own_events", cast.at_elm.id) == {"ada", "tom"}
    assert who_finds(cast, "engagement:own_event", cast.at_elm.id, event.id) == {"ada", "tom"}


def test_an_event_is_planned_on_its_page_and_what_was_typed_is_kept(cast: Cast):
    day = (planned(cast).starts_at + timedelta(days=2)).date()
    typed = {
        "title": "Drop-in on overheads",
        "kind": "drop_in",
        "day_0": day.day,
        "day_1": day.month,
        "day_2": day.year,
        "begins": "2pm",
        "minutes": 90,
        "where": "there",
        "exercises": [str(cast.exercise.id)],
    }
    wrong = post(cast.ned, "engagement:event_new", cast.exercise.id, **typed)
    assert "Enter the address" in text_of(wrong) and "Drop-in on overheads" in wrong.content.decode()
    done = text_of(post(cast.ned, "engagement:event_new", cast.exercise.id, **typed, place="Town Hall"))
    assert "The event is planned" in done and "2pm to 3:30pm" in done
    event = Event.objects.get(title="Drop-in on overheads")
    page = get(cast.ned, "engagement:event_edit", cast.exercise.id, event.id)
    assert 'value="14:00"' in page.content.decode()


def test_invitations_are_counted_before_they_are_sent(cast: Cast):
    people(cast)
    event = planned(cast)
    shown = text_of(get(cast.ned, "engagement:event_invite", cast.exercise.id, event.id, whom="everybody"))
    assert "2 emails would be sent" in shown and PAT.email in shown and not Notice.objects.exists()
    sent = post(cast.ned, "engagement:event_invite", cast.exercise.id, event.id, whom="everybody", expected="2")
    assert "2 invitations are on the way" in text_of(sent) and Notice.objects.count() == 2
    again = post(cast.ned, "engagement:event_invite", cast.exercise.id, event.id, whom="everybody", expected="2")
    assert "Nobody is left to invite" in text_of(again) and Notice.objects.count() == 2
    assert "Choose at least one location" in text_of(
        get(cast.ned, "engagement:event_invite", cast.exercise.id, event.id, whom="chosen")
    )


def test_a_provider_registers_and_gives_the_place_back(cast: Cast):
    event = planned(cast, is_online=True, place="https://meet.example/secret")
    asked = (cast.at_elm.id, event.id)
    assert "https://meet.example/secret" not in text_of(get(cast.ada, "engagement:own_event", *asked))
    assert "Enter at least one name" in text_of(post(cast.ada, "engagement:own_event", *asked, comes="yes"))
    done = text_of(post(cast.ada, "engagement:own_event", *asked, comes="yes", name=PAT.name, email=PAT.email))
    assert "You are registered" in done and "https://meet.example/secret" in done
    done = text_of(post(cast.ada, "engagement:own_event", *asked, comes="no"))
    assert "You have said that you do not come" in done


def test_behind_the_link_a_visit_changes_nothing_and_the_button_registers(cast: Cast):
    people(cast)
    event = planned(cast)
    invite(cast, event)
    address = reverse("engagement:event_answer", args=[registrations.token_of(Invite.objects.get(email=PAT.email).id)])
    stranger = Client()
    page = text_of(stranger.get(address))
    assert "Elm Home Care, Elm Home Care North" in page and "Oak" not in page
    assert not Registration.objects.exclude(answer="").exists()
    assert "You are registered" in text_of(stranger.post(address, {"comes": "yes", "name": "Pat"}, follow=True))
    assert "You have said" in text_of(stranger.post(address, {"comes": "no"}, follow=True))
    assert stranger.get(f"{address[:-1]}x/").status_code == 404


def test_who_came_is_ticked_and_whom_to_follow_up_is_listed(cast: Cast):
    event = planned(cast)
    elm = register(cast.ada, event, cast.at_elm)
    register(cast.bea, event, cast.at_oak, OLA)
    with at(event.starts_at + timedelta(minutes=5)):
        done = post(cast.ned, "engagement:event_attendance", cast.exercise.id, event.id, came=[str(elm.id)])
        assert "1 location came" in text_of(done)
        shown = text_of(get(cast.ned, "engagement:event_detail", cast.exercise.id, event.id))
        assert "0 of Home care 2026 invited, 2 registered, 0 on the waiting list, 1 came." in shown
        page = text_of(get(cast.ned, "engagement:event_follow_up", cast.exercise.id, event.id))
        assert "Registered and did not come" in page and "Not invited, did not register" in page
        address = reverse("engagement:event_follow_up", args=[cast.exercise.id, event.id])
        listed = client_of(cast.ned).get(address, {"as": "csv"})
    assert [line.split(",")[0] for line in listed.content.decode("utf-8-sig").splitlines()] == [
        "Location",
        "Elm Home Care North",
        "Oak Home Care",
    ]


def test_the_file_of_whom_to_follow_up_marks_formulas_and_leaves_an_empty_cell_empty(cast: Cast):
    Participation.objects.filter(id=cast.at_elm.id).update(location_name="\r=1+1", provider_name="")
    address = reverse("engagement:event_follow_up", args=[cast.exercise.id, planned(cast).id])
    listed = client_of(cast.ned).get(address, {"as": "csv"}).content.decode("utf-8-sig")
    rows = {row[0]: row[1] for row in csv.reader(StringIO(listed, newline=""))}
    assert rows["'\r=1+1"] == ""


def test_those_who_did_not_come_are_handed_to_a_campaign_and_counted_before_it_is_sent(cast: Cast):
    somebody_at(cast.at_elm, cast.at_elm_too)
    somebody_at(cast.at_oak, name="Ola Oak", email="ola@oak.example")
    event, here = planned(cast), cast.exercise.id
    elm = register(cast.ada, event, cast.at_elm)
    register(cast.bea, event, cast.at_oak, OLA)
    early = post(cast.ned, "engagement:event_write_to_absent", here, event.id)
    assert "nobody can have missed it" in text_of(early) and not Step.objects.exists()
    with at(event.starts_at + timedelta(minutes=5)):
        post(cast.ned, "engagement:event_attendance", here, event.id, came=[str(elm.id)])
        assert "1 of them was invited or registered" in text_of(
            get(cast.ned, "engagement:event_follow_up", here, event.id)
        )
        for _ in range(2):
            page = text_of(post(cast.ned, "engagement:event_write_to_absent", here, event.id))
        step = Step.objects.get()
        assert "Invited to or registered for “Overheads”, and did not come" in page and step.state == "draft"
        assert "selected>Overheads" in get(cast.ned, "engagement:step_edit", here, step.id).content.decode()
        post(cast.ned, "engagement:step_send", here, step.id, version=step.version)
        with as_worker():
            send_messages.send(step.id)
    assert list(Message.objects.values_list("address", flat=True)) == ["ola@oak.example"]
