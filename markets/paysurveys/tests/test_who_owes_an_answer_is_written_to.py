"""Invitations and reminders of a wage survey go through the engagement room, to who owes an answer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.domain.roles import RoleName
from accounts.tests.pages import get, is_kept_out, post, text_of
from engagement.campaigns.actions import campaigns, send_messages
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.models import Campaign, Message, MessageAbout, Step
from engagement.tests.campaign_steps import marked, somebody_at
from markets.models import PaySurvey
from markets.tests.asked_market import AskedMarket, a_pay_survey, asked_market, given
from markets.tests.council import Council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def market(cast: Council) -> AskedMarket:
    """Four locations with somebody to write to; the second wants no more emails."""
    found = asked_market(cast, owners=4)
    people = [somebody_at(place, name=f"Mia {n}", email=f"mia{n}@x.example") for n, place in enumerate(found.asked)]
    marked(people[1], found.asked[1], "opted_out")
    return found


@pytest.fixture
def survey(cast: Council, market: AskedMarket) -> PaySurvey:
    return a_pay_survey(cast.dev, market.exercise)


def begun(cast: Council, survey: PaySurvey, kind: str = "remind") -> Step:
    page = post(cast.ned, "markets:pay_survey_write", survey.id, kind=kind)
    assert "A message is begun" in text_of(page)
    return Step.objects.latest("number")


def sent(cast: Council, step: Step) -> dict[str, str]:
    assert isinstance(campaigns.send(by=cast.ned, step_id=step.id, version=step.version), Step)
    send_messages.send(step.id)
    return dict(Message.objects.filter(step=step).values_list("address", "state"))


@pytest.mark.nightly
def test_it_is_begun_worded_and_sent_to_who_has_not_answered(cast: Council, survey: PaySurvey):
    given(survey, cast.ada, [{}])
    step = begun(cast, survey)
    recipients = text_of(get(cast.ned, "engagement:step_recipients", survey.exercise_id, step.id))
    assert "Everybody asked for “Wage survey: Wages April 2026” who has not answered" in recipients
    assert "Wants no more emails" in recipients and "mia2@x.example" in recipients and "mia0@" not in recipients
    words = {"subject": "My own words", "body": step.body, "who": "everybody", "at_a_location": "everybody"}
    post(cast.ned, "engagement:step_edit", survey.exercise_id, step.id, **words, when="by_hand", days="0")
    step.refresh_from_db()
    assert step.subject == "My own words" and rule_from(step.rule).beside is not None
    assert sent(cast, step) == {"mia2@x.example": "sent", "mia3@x.example": "sent"}
    letter = mail.outbox[0]
    day = survey.closes_on.strftime("%-d %B %Y")
    assert f"answer until {day}" in letter.body and "/wage-surveys/own/" in letter.body
    assert "List-Unsubscribe" in letter.extra_headers and "get no more of these emails" in letter.body
    assert Campaign.objects.count() == 1 and begun(cast, survey).campaign_id == step.campaign_id


def test_who_answers_meanwhile_gets_none_and_after_closing_nobody(cast: Council, survey: PaySurvey):
    step = begun(cast, survey, "invite")
    assert isinstance(campaigns.send(by=cast.ned, step_id=step.id, version=step.version), Step)
    send_messages.prepare(step.id)
    given(survey, cast.ada, [{}])
    send_messages.send(step.id)
    states = dict(Message.objects.values_list("address", "state"))
    assert states == {"mia0@x.example": "stopped", "mia2@x.example": "sent", "mia3@x.example": "sent"}
    assert MessageAbout.objects.get(why="answered")
    PaySurvey.objects.update(
        closes_on=timezone.localdate() - timedelta(1), opens_on=timezone.localdate() - timedelta(9)
    )
    assert "nobody is asked any more" in text_of(post(cast.ned, "markets:pay_survey_write", survey.id, kind="remind"))


def test_nobody_else_writes_and_the_council_sees_no_such_message(cast: Council, survey: PaySurvey):
    step = begun(cast, survey)
    assert is_kept_out(cast.carol, get(cast.carol, "engagement:step_recipients", survey.exercise_id, step.id))
    for who in (cast.carol, cast.fay, cast.gus, None):
        assert is_kept_out(who, post(who, "markets:pay_survey_write", survey.id, kind="remind"))
    assert Step.objects.count() == 1 and cast.ned.role is RoleName.ENGAGEMENT_OFFICER
