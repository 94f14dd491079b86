"""An invitation that was not taken up is sent again, one or many, with a link of its own; each counts as an e-mail."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.actions import account_mails, invitations, join_by_invitation
from accounts.models import Invitation
from accounts.queries import invitation_by_token
from accounts.tests.pages import client_of, post, text_of
from engagement import queries as engagement
from engagement.campaigns.actions import scheduled_jobs
from engagement.campaigns.queries.audiences import emails_to
from engagement.contacts.domain.vocabulary import Source
from engagement.models import Contact
from register.actions import contact_invitations
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall
from submissions.tests.test_many_at_once import chosen, done

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TOKEN = re.compile(r"/invitations/([\w-]+)/")


@pytest.fixture
def two(cast: Cast) -> list[Invitation]:
    """Two invitations, of which that to Elm has run out."""
    for asked, email in ((cast.at_elm, "mia@elm.example"), (cast.at_oak, "olga@oak.example")):
        invited = contact_invitations.invite_address(
            by=cast.dev, exercise=cast.exercise, provider_id=asked.provider_id, email=email
        )
        assert invited and invited.sent
    Invitation.objects.filter(email="mia@elm.example").update(
        invited_at=timezone.now() - timedelta(hours=73), expires_at=timezone.now() - timedelta(hours=1)
    )
    mail.outbox.clear()
    return list(Invitation.objects.order_by("email"))


def sent_to() -> list[str]:
    return [each.to[0] for each in mail.outbox]


def token() -> str:
    return TOKEN.findall(mail.outbox[-1].body)[0]


def pressed(who: object, cast: Cast, invitation: Invitation) -> str:
    return text_of(post(who, "register:invite_again", cast.exercise.id, invitation.id))


def listed(who: object, cast: Cast, **asked: str) -> str:
    return text_of(client_of(who).get(reverse("register:invitation_list", args=[cast.exercise.id]), asked))


@pytest.mark.parametrize("name", ["dev", "ned", "alex"])
def test_whoever_invites_and_the_officer_send_one_again(cast: Cast, two, name: str):
    who = getattr(cast, name)
    assert "sent to mia@elm.example again" in pressed(who, cast, two[0])
    assert sent_to() == ["mia@elm.example"]
    offer = invitation_by_token(token())
    assert offer and offer.id != two[0].id and offer.expires_at > timezone.now() + timedelta(hours=71)


@pytest.mark.parametrize("name", ["ada", "carol", "gus"])
def test_nobody_else_does(cast: Cast, two, name: str):
    client = client_of(getattr(cast, name))
    assert client.get(reverse("register:invitation_list", args=[cast.exercise.id])).status_code == 404
    assert client.post(reverse("register:invite_again", args=[cast.exercise.id, two[0].id])).status_code == 404
    assert not mail.outbox


def test_the_page_of_a_location_leads_there(cast: Cast, two):
    there = client_of(cast.ned).get(reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_oak.id]))
    link = re.search(r'href="([^"]+/invitations/[^"]*)"', there.content.decode())
    assert link and "olga@oak.example" in text_of(client_of(cast.ned).get(link[1].replace("&amp;", "&")))


def test_pressed_twice_it_goes_once(cast: Cast, two):
    pressed(cast.ned, cast, two[0])
    again = client_of(cast.ned).post(reverse("register:invite_again", args=[cast.exercise.id, two[0].id]))
    assert again.status_code == 404 and len(mail.outbox) == 1


def test_the_list_tells_those_that_ran_out_from_those_that_work(cast: Cast, two):
    both = listed(cast.ned, cast)
    assert "mia@elm.example" in both and "olga@oak.example" in both
    assert "olga@oak.example" not in listed(cast.ned, cast, invited="lapsed")
    assert "mia@elm.example" not in listed(cast.ned, cast, invited="open")
    assert "mia@elm.example" not in listed(cast.ned, cast, q="oak")


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ({"invited": "lapsed"}, ["mia@elm.example"]),
        ({"q": "oak"}, ["olga@oak.example"]),
        ({}, ["mia@elm.example", "olga@oak.example"]),
    ],
)
def test_all_of_a_filter_get_one_at_once(cast: Cast, two, asked, to):
    page = chosen(cast, cast.ned, "invite-again", which="all", **asked)
    told = done(cast, cast.ned, "invite-again", page)
    assert f"{len(to)} invitation" in told and "sent again now." in told and sorted(sent_to()) == to
    assert "Left as it was" in done(cast, cast.ned, "invite-again", page) or len(to) == 2
    assert sorted(sent_to()) == to


def test_those_ticked_get_one_and_no_other(cast: Cast, two):
    page = chosen(cast, cast.ned, "invite-again", which="ticked", ids=[str(two[1].id)])
    done(cast, cast.ned, "invite-again", page)
    assert sent_to() == ["olga@oak.example"]


def test_who_has_signed_up_or_whose_invitation_was_taken_back_gets_none(cast: Cast, two):
    pressed(cast.ned, cast, two[0])
    join_by_invitation.join(token=token(), full_name="Mia", password="long enough for anybody 7")
    invitations.revoke(by=cast.alex, invitation=two[1])
    assert "Nothing found" in listed(cast.ned, cast)


def test_taking_one_closes_the_other(cast: Cast, two):
    pressed(cast.ned, cast, two[1])
    first = token()
    offer = invitation_by_token(first)
    assert offer
    pressed(cast.ned, cast, offer)
    join_by_invitation.join(token=token(), full_name="Olga", password="long enough for anybody 7")
    assert invitations.why_not(invitation_by_token(first))


def test_if_its_email_fails_it_can_be_sent_again_later(cast: Cast, two, monkeypatch):
    def fails(**_: object) -> None:
        raise SMTPException("away")

    monkeypatch.setattr(account_mails, "send_invitation", fails)
    assert "no email could be sent" in pressed(cast.ned, cast, two[0])
    assert Invitation.objects.count() == 2
    monkeypatch.undo()
    assert "again" in pressed(cast.ned, cast, two[0])


def test_each_counts_as_an_email_and_stands_on_the_timeline(cast: Cast, two):
    with behind_the_wall(cast.ned):
        contact_invitations.send_again(by=cast.ned, exercise=cast.exercise, invitation_id=two[1].id)
    with as_worker():
        scheduled_jobs.sweep()
    assert Contact.objects.filter(source=Source.INVITATION, about__participation=cast.at_oak).count() == 2
    assert emails_to([cast.at_oak.id]) == {cast.at_oak.id: 2}
    with at(timezone.now() + timedelta(hours=73)), behind_the_wall(cast.ned):
        happened = [each.happened.words for each in engagement.timeline(cast.ned, cast.at_oak) if each.happened]
    assert happened.count("An invitation to the portal ran out, not taken up") == 2
