"""To whoever has not taken up an invitation a campaign carries a new one, whose token is kept and shown nowhere."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.actions import invitations, join_by_invitation
from accounts.domain.personal_links import bytes_without_keys, without_keys
from accounts.models import AuditEvent, Invitation, User
from accounts.tests.pages import get, text_of
from engagement import queries
from engagement.campaigns.actions import scheduled_jobs
from engagement.campaigns.queries.audiences import emails_to
from engagement.campaigns.tests.test_campaign_is_sent import run, work
from engagement.models import Contact, Message, Step
from engagement.tests.campaign_steps import a_step, somebody_at
from engagement.tests.mail_servers import CUT
from register.actions import contact_invitations
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"/invitations/([\w-]{20,})/")


@pytest.fixture
def step(cast: Cast) -> Step:
    """A step of the team's to Mia of Oak, whose invitation has run out."""
    mia = somebody_at(cast.at_oak, email="Mia@oak.example")
    contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[mia.id])
    long_ago = timezone.now() - timedelta(days=5)
    Invitation.objects.update(invited_at=long_ago, expires_at=long_ago + timedelta(hours=72))
    mail.outbox.clear()
    return a_step(cast.ned, cast.exercise)


def token() -> str:
    return TOKEN.findall(mail.outbox[-1].body)[0]


def test_it_opens_the_door_for_the_recipient_alone(cast: Cast, step):
    assert run(step, cast.ned) == {"Mia@oak.example": "sent"}
    (letter,) = mail.outbox
    assert "works once, for you alone and for 72 hours" in letter.body
    assert f"/invitations/{token()}/" in letter.alternatives[0][0]
    joined = join_by_invitation.join(token=token(), full_name="Mia", password="long enough for anybody 7")
    assert isinstance(joined, tuple) and joined[1].provider_id == cast.at_oak.provider_id
    assert joined[1].invited_by_id == cast.dev.person_id and joined[0].email == "mia@oak.example"


def test_its_token_is_in_no_row(cast: Cast, step):
    run(step, cast.ned)
    assert "/invitations/…/" in Message.objects.get().body
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM engagement_message t")
        rows = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, ' ') FROM accounts_invitation t")
        rows += cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, ' ') FROM accounts_auditevent t")
        rows += cursor.fetchone()[0]
    assert token() not in rows
    assert AuditEvent.objects.filter(verb="invited again in a campaign's message").count() == 1


def test_it_counts_as_one_email_and_its_lapse_stands_on_the_timeline(cast: Cast, step):
    run(step, cast.ned)
    with as_worker():
        scheduled_jobs.sweep()
    assert emails_to([cast.at_oak.id]) == {cast.at_oak.id: 1} and Contact.objects.count() == 1
    with at(timezone.now() + timedelta(hours=73)), behind_the_wall(cast.ned):
        happened = [each.happened.words for each in queries.timeline(cast.ned, cast.at_oak) if each.happened]
    assert "An invitation to the portal ran out, not taken up" in happened


@pytest.mark.parametrize(("reply", "stands"), [("451 later", False), ("550 no such user", False), (CUT, True)])
def test_one_that_surely_did_not_go_out_is_dropped(cast: Cast, step, server, reply: str, stands: bool):
    server.says = lambda now, address: reply if now == "content" else None
    run(step, cast.ned)
    assert Invitation.objects.filter(id=Message.objects.get().id).exists() is stands


def test_what_is_tried_again_carries_one_of_its_own(cast: Cast, step, server):
    server.says = lambda now, address: "451 later" if now == "content" else None
    run(step, cast.ned)
    server.says = lambda now, address: None
    with at(timezone.now() + timedelta(hours=1)):
        assert work(step) == {"Mia@oak.example": "sent"}
    assert Invitation.objects.filter(id=Message.objects.get().id, accepted_at=None).count() == 1


def without_a_new_one(cast: Cast, step: Step, by: object) -> None:
    before = Invitation.objects.count()
    run(step, by)
    assert Invitation.objects.count() == before
    assert not any(TOKEN.search(each.body) for each in mail.outbox)


def test_whoever_was_never_invited_gets_the_link_to_the_return(cast: Cast):
    somebody_at(cast.at_oak, email="new@oak.example")
    without_a_new_one(cast, a_step(cast.ned, cast.exercise), cast.ned)
    assert f"/locations-asked/{cast.at_oak.id}/" in mail.outbox[-1].body


def test_so_does_whoever_has_signed_up(cast: Cast):
    somebody_at(cast.at_elm, email=User.objects.get(id=cast.ada.person_id).email)
    without_a_new_one(cast, a_step(cast.ned, cast.exercise), cast.ned)


def test_and_whose_invitation_was_taken_back(cast: Cast, step):
    invitations.revoke(by=cast.alex, invitation=Invitation.objects.get())
    without_a_new_one(cast, step, cast.ned)


def test_one_about_several_locations_names_them_and_leads_to_where_all_are(cast: Cast):
    somebody_at(cast.at_elm, cast.at_elm_too)
    run(a_step(cast.ned, cast.exercise, body="Hello"), cast.ned)
    foot = mail.outbox[-1].body.partition("-- ")[2]
    assert "Locations: Elm Home Care and Elm Home Care North; exercise: Home care 2026; closing date: " in foot
    assert "/home/" in foot and '/home/">' in mail.outbox[-1].alternatives[0][0]


def test_the_council_s_messages_carry_none(cast: Cast, step):
    without_a_new_one(cast, a_step(cast.carol, cast.exercise), cast.carol)


def test_a_message_without_a_link_carries_none(cast: Cast, step):
    Step.objects.update(body="Dear {{ name }}")
    step.refresh_from_db()
    without_a_new_one(cast, step, cast.ned)


@pytest.mark.usefixtures("no_second_factor")
def test_whoever_sends_sees_beforehand_how_many_carry_one(cast: Cast, step):
    somebody_at(cast.at_elm, name="New", email="new@elm.example")
    page = text_of(get(cast.ned, "engagement:step_recipients", cast.exercise.id, step.id))
    assert "1 of them has not taken up an invitation" in page
    assert "1 has no account and was never invited" in page and "Invite them first" not in page
    assert Invitation.objects.count() == 1


def test_an_answer_that_quotes_it_gives_it_away_to_nobody():
    assert (
        without_keys("> https://portal.example/invitations/Abc-_9/\nok")
        == "> https://portal.example/invitations/…/\nok"
    )
    folded = b"> https://portal.example/invitations/Abc=\r\n-_9/ \xff"
    assert bytes_without_keys(folded) == b"> https://portal.example/invitations/.../ \xff"
