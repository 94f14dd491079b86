"""The pages of campaigns: written, checked, sent and watched, by whom they are for."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, send, text_of
from engagement.campaigns.actions import send_messages
from engagement.campaigns.domain.audience import AudienceRule, Who
from engagement.models import Campaign, MailTemplate, Message, PersonMark, Step
from engagement.tests.campaign_steps import a_message, a_step, marked, somebody_at
from submissions.tests.cast import Cast, as_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
REACHES = ("ned", "dev", "fay", "carol")
DOES_NOT = ("ada", "bea", "reg", "gus", "alex", "una")
OPENED = ("step_detail", "step_edit", "step_preview", "step_recipients")
STEP = {
    "subject": "Hello",
    "body": "Dear {{ name }}",
    "who": "everybody",
    "at_a_location": "right_person",
    "contracted": "",
    "when": "by_hand",
}


@pytest.mark.parametrize("name", first_by_day(REACHES))
def test_a_campaign_of_the_usual_mails_is_written_previewed_sent_and_seen(cast: Cast, name):
    who, here = getattr(cast, name), cast.exercise.id
    somebody_at(cast.at_elm, cast.at_elm_too)
    marked(somebody_at(cast.at_oak, name="Olga", email="o@oak.example"), cast.at_oak, PersonMark.Mark.OPTED_OUT)
    assert "No campaign yet" in text_of(get(who, "engagement:campaign_list", here))
    page = post(who, "engagement:campaign_new", here, name="Reminders", officer_name="Ned", begin_with="usual")
    assert ("a draft" in text_of(page)) is False and "On opening" in text_of(page)
    assert Step.objects.count() == (3 if name == "carol" else 4)
    step = Step.objects.get(number=1)
    page = text_of(get(who, "engagement:step_preview", here, step.id))
    assert "Recipient 1 of 1" in page and "This is about Elm Home Care and Elm Home Care North." in page
    send(who, "engagement:step_test", here, step.id, number="1")
    (test,) = mail.outbox
    assert test.to == [cast.of(who).email] and test.subject == "Test: Home care 2026: what does care really cost you?"
    page = text_of(get(who, "engagement:step_recipients", here, step.id))
    assert "1 person gets this mail, about 2 locations" in page
    assert "Wants no more emails: 1 Oak Home Care , Olga" in page
    page = post(who, "engagement:step_send", here, step.id, version=step.version)
    assert "The mails are on their way" in text_of(page)
    with as_worker():
        send_messages.send(step.id)
    page = text_of(get(who, "engagement:step_detail", here, step.id))
    assert "Sent 1 message" in page and "mia@elm.example" in page
    message = Message.objects.get()
    assert "This is about Elm" in text_of(get(who, "engagement:message_detail", here, message.id))


@pytest.mark.parametrize("name", first_by_day(DOES_NOT, 2))
def test_nobody_else_finds_any_of_it(cast: Cast, name):
    step, who, here = a_step(cast.ned, cast.exercise), getattr(cast, name), cast.exercise.id
    assert get(who, "engagement:campaign_list", here).status_code == 404
    assert get(who, "engagement:campaign_detail", here, step.campaign_id).status_code == 404
    for page in OPENED:
        assert get(who, f"engagement:{page}", here, step.id).status_code == 404
    for page in ("step_send", "step_schedule", "step_remove", "step_test", "step_keep"):
        assert post(who, f"engagement:{page}", here, step.id, version=1).status_code == 404
    assert Step.objects.get().state == "draft"


def test_the_council_finds_nothing_of_the_team_s_and_the_team_reads_the_council_s(cast: Cast):
    mine, theirs, here = a_step(cast.ned, cast.exercise), a_step(cast.carol, cast.exercise), cast.exercise.id
    assert [get(cast.carol, f"engagement:{page}", here, mine.id).status_code for page in OPENED] == [404] * 4
    assert [get(cast.ned, f"engagement:{page}", here, theirs.id).status_code for page in OPENED] == [200, 404, 200, 200]
    assert post(cast.ned, "engagement:step_send", here, theirs.id, version=1).status_code == 404
    page = text_of(get(cast.carol, "engagement:campaign_list", here))
    assert theirs.campaign.name in page and mine.campaign.name not in page


def test_the_council_is_not_offered_the_rule_about_drafts(cast: Cast):
    for who, offered in ((cast.ned, True), (cast.carol, False)):
        campaign = a_step(who, cast.exercise).campaign
        page = get(who, "engagement:step_new", cast.exercise.id, campaign.id)
        assert ("Draft untouched" in text_of(page)) is offered
    forged = STEP | {"who": "old_draft"}
    page = post(cast.carol, "engagement:step_new", cast.exercise.id, campaign.id, **forged)
    assert "no longer among these" in text_of(page) and campaign.steps.count() == 1


def test_an_unknown_field_is_refused_and_nothing_that_was_typed_is_lost(cast: Cast):
    campaign = a_step(cast.ned, cast.exercise).campaign
    typed = STEP | {"body": "Dear {{ neme }}, all my words", "when": "before_closing"}
    page = post(cast.ned, "engagement:step_new", cast.exercise.id, campaign.id, **typed)
    said = text_of(page)
    assert "There is no field “neme”" in said and "Enter how many days" in said
    assert "all my words" in page.content.decode() and campaign.steps.count() == 1


def test_a_step_is_changed_scheduled_taken_off_and_removed(cast: Cast):
    step, here = a_step(cast.ned, cast.exercise), cast.exercise.id
    due = STEP | {"when": "before_closing", "days": "7"}
    page = post(cast.ned, "engagement:step_edit", here, step.id, **due)
    assert "7 days before closing" in text_of(page)
    page = post(cast.ned, "engagement:step_schedule", here, step.id, version="1")
    assert "A colleague has changed this step" in text_of(page)
    assert "is scheduled" in text_of(post(cast.ned, "engagement:step_schedule", here, step.id, version="2"))
    assert "draft again" in text_of(post(cast.ned, "engagement:step_unschedule", here, step.id))
    assert "was removed" in text_of(post(cast.ned, "engagement:step_remove", here, step.id))
    assert not Step.objects.exists()


def test_a_step_that_has_emails_stays_and_says_why(cast: Cast):
    step = a_step(cast.ned, cast.exercise)
    message = a_message(step, somebody_at(cast.at_elm))
    page = text_of(post(cast.ned, "engagement:step_remove", cast.exercise.id, step.id))
    assert "Emails of this step are kept in the log" in page and "was removed" not in page
    assert Message.objects.get() == message


def test_a_preview_and_a_sent_message_have_no_link_that_is_for_the_provider_alone(cast: Cast):
    step, here = a_step(cast.ned, cast.exercise), cast.exercise.id
    somebody_at(cast.at_elm)
    preview = get(cast.ned, "engagement:step_preview", here, step.id).content.decode()
    path = reverse("submissions:participation_detail", args=[cast.at_elm.id])
    assert path in preview and f'{path}"' not in preview
    send(cast.ned, "engagement:step_send", here, step.id, version=step.version)
    with as_worker():
        send_messages.send(step.id)
    sent = get(cast.ned, "engagement:message_detail", here, Message.objects.get().id).content.decode()
    assert path in sent and f'{path}"' not in sent


def test_words_are_kept_as_a_template_and_campaigns_are_copied(cast: Cast):
    step, here = a_step(cast.ned, cast.exercise, AudienceRule(Who.FEW_EMAILS)), cast.exercise.id
    send(cast.ned, "engagement:step_keep", here, step.id, name="Ours")
    kept = MailTemplate.objects.get()
    page = client_of(cast.dev).get(reverse("engagement:step_new", args=[here, step.campaign_id]), {"from": kept.pk})
    assert "please send the return of" in page.content.decode()
    assert "Ours" not in text_of(get(cast.carol, "engagement:campaign_list", here))
    copied = {"name": "Again", "exercise": str(here)}
    send(cast.ned, "engagement:campaign_copy", here, step.campaign_id, **copied)
    (copy,) = Campaign.objects.get(name="Again").steps.all()
    assert (copy.subject, copy.rule, copy.state) == (step.subject, step.rule, "draft")
    assert "already" in text_of(post(cast.ned, "engagement:campaign_copy", here, step.campaign_id, **copied))
    send(cast.ned, "engagement:template_drop", here, template=kept.pk)
    assert not MailTemplate.objects.exists()


def test_the_bar_is_silent_while_nothing_changes_and_leads_on_at_the_end(cast: Cast):
    somebody_at(cast.at_elm)
    step, here = a_step(cast.ned, cast.exercise), cast.exercise.id
    send(cast.ned, "engagement:step_send", here, step.id, version=1)
    page = get(cast.ned, "engagement:step_detail", here, step.id)
    assert "Working out who gets it" in text_of(page)
    client = client_of(cast.ned)
    assert client.get(page.context["url"]).status_code == 204
    with as_worker():
        send_messages.prepare(step.id)
    assert "0 of 1 messages done" in text_of(client.get(page.context["url"]))
    with as_worker():
        send_messages.send(step.id)
    assert "HX-Redirect" in client.get(page.context["url"]).headers


def test_a_campaign_is_stopped_after_asking(cast: Cast):
    step, here = a_step(cast.ned, cast.exercise), cast.exercise.id
    assert "Keep it going" in text_of(get(cast.ned, "engagement:campaign_stop", here, step.campaign_id))
    send(cast.ned, "engagement:campaign_stop", here, step.campaign_id)
    assert Step.objects.get().state == "stopped"


def test_who_is_in_doubt_is_listed_and_decided_on(cast: Cast):
    somebody_at(cast.at_elm)
    step, here = a_step(cast.ned, cast.exercise), cast.exercise.id
    send(cast.ned, "engagement:step_send", here, step.id, version=1)
    with as_worker():
        send_messages.send(step.id)
    Message.objects.update(state="in_doubt", contact=None)
    message = Message.objects.get()
    assert "1 email may or may not have arrived" in text_of(get(cast.ned, "engagement:campaign_list", here))
    page = post(cast.ned, "engagement:message_decide", here, message.id, decision="lost")
    assert "It counts as not sent now" in text_of(page)
    assert "Every email was either sent" in text_of(get(cast.ned, "engagement:doubt_list", here))
