"""A campaign in a real browser: written, previewed, sent, and watched until it is done."""

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accounts.tests.pages import client_of
from engagement.campaigns.actions import send_messages
from engagement.models import Message, Step
from engagement.people.actions.opt_outs import link_for
from engagement.tests.campaign_steps import somebody_at
from submissions.tests.cast import Cast, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


@pytest.mark.proof
def test_a_campaign_is_previewed_sent_and_watched(played: Cast, live_server, page, page_holds):
    somebody_at(played.at_elm, played.at_elm_too)
    somebody_at(played.at_oak, name="Olga", email="olga@oak.example")
    cookie = client_of(played.ned).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(live_server.url + reverse("engagement:campaign_list", args=[played.exercise.id]))
    page_holds(page)
    page.get_by_role("button", name="Write a new campaign").click()
    page.get_by_label("Name of the campaign").fill("Reminders")
    page.get_by_role("button", name="Continue").click()
    page_holds(page)
    page.get_by_role("link", name="what does care really cost you?").click()
    page_holds(page)
    page.get_by_role("link", name="Preview").click()
    page.get_by_text("Recipient 1 of 2").wait_for()
    page.get_by_text("This is about Elm Home Care and Elm Home Care North.").wait_for()
    page.get_by_role("link", name="Next").click()
    page.get_by_text("Olga, olga@oak.example").wait_for()
    page_holds(page)
    page.get_by_role("link", name="See everybody who gets it, and send").click()
    page_holds(page)
    page.get_by_role("button", name="Send 2 emails now").click()
    page.get_by_text("Working out who gets it").wait_for()
    page_holds(page)
    step = Step.objects.get(number=1)
    send_messages.prepare(step.id)
    page.get_by_text("0 of 2 messages done").wait_for()
    send_messages.send(step.id)
    # The page comes to the end of it by itself.
    page.get_by_text("Sent", exact=True).first.wait_for()
    page.get_by_text("2 messages").first.wait_for()
    page_holds(page)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    message, here = Message.objects.first(), played.exercise.id
    beside = {
        "message_detail": (here, message.id),
        "campaign_copy": (here, step.campaign_id),
        "campaign_stop": (here, step.campaign_id),
        "campaign_edit": (here, step.campaign_id),
        "doubt_list": (here,),
        "inbox": (here,),
        "event_join": (here,),
        "opt_out": (link_for(message.id).split("/")[-2],),
    }
    for name, about in beside.items():
        answer = page.goto(live_server.url + reverse(f"engagement:{name}", args=about))
        assert answer.status == 200, name
        page_holds(page)
