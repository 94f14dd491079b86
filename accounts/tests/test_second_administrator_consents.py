"""Whoever reads returns, approves or administers is appointed by two administrators, the second of them not new."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions import invitations
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import NEEDS_CONSENT, RoleName
from accounts.models import AuditEvent, Invitation, Role, User
from accounts.tests.commands import run
from accounts.tests.pages import client_of, get, post, send, text_of
from accounts.tests.people import HERE, People, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FIRST = ("Alex Admin <alex@example.org>", "Amy Admin <Amy@example.org>")


@pytest.fixture
def amy(people: People) -> Context:
    return person("Amy Second", RoleName.ADMINISTRATOR)


def offered(by: Context, role: RoleName = RoleName.ANALYST, email: str = "new@example.org") -> Invitation:
    authority = None if role == RoleName.ADMINISTRATOR else HERE
    offer, token = invitations.invite(by=by, email=email, role=role, authority_id=authority)
    assert token == ""
    return offer


def taken(token: str) -> int:
    given = {"full_name": "Pat New", "password": "three odd words here"}
    return client_of(None).post(f"/invitations/{token}/", given, follow=True).status_code


@pytest.mark.parametrize("role", sorted(NEEDS_CONSENT))
def test_nothing_goes_out_until_the_second_consents(people: People, amy: Context, role: RoleName):
    offer = offered(people.alex, role)
    mail.outbox.clear()
    page = text_of(get(amy, "accounts:person_list"))
    assert "waits for a second administrator beside Alex Administrator" in page and "Consent and send" in page
    assert "has been sent to new@example.org" in text_of(post(amy, "accounts:consent_to", offer.id))
    (letter,) = mail.outbox
    token = letter.body.split("/invitations/")[1].split("/")[0]
    assert taken(token) == 200
    role_held = User.objects.get(email="new@example.org").roles.get()
    assert (role_held.name, role_held.granted_by_id) == (role, people.alex.person_id)
    assert AuditEvent.objects.filter(verb="consented to an invitation", by_id=amy.person_id).exists()


def test_the_first_does_not_consent_and_is_not_asked_to(people: People, amy: Context):
    offer = offered(people.alex)
    assert "Consent and send" not in text_of(get(people.alex, "accounts:person_list"))
    assert "Another administrator has to consent" in text_of(post(people.alex, "accounts:consent_to", offer.id))
    assert Invitation.objects.get().waits_for_consent and not mail.outbox


def test_whom_it_is_for_does_not_consent(people: People, amy: Context):
    offer = offered(people.alex, email="amy.second@example.org")
    assert "This invitation is for you" in text_of(post(amy, "accounts:consent_to", offer.id))


@pytest.mark.parametrize(("days", "may"), [(0, False), (6, False), (8, True)])
def test_whom_the_first_has_just_appointed_is_no_second(people: People, amy: Context, days: int, may: bool):
    made = {"granted_by_id": people.alex.person_id, "granted_at": timezone.now() - timedelta(days=days)}
    Role.objects.filter(person_id=amy.person_id).update(**made)
    done = invitations.consent(by=amy, invitation_id=offered(people.alex).id)
    assert isinstance(done, Refusal) is not may
    assert may or "within the last seven days" in done.because


@pytest.mark.parametrize("name", ["ada", "dev", "una"])
def test_nobody_but_an_administrator_consents(people: People, name: str):
    assert post(getattr(people, name), "accounts:consent_to", offered(people.alex).id).status_code == 404


def test_without_consent_even_a_stolen_token_opens_nothing(people: People):
    offer = offered(people.alex)
    Invitation.objects.filter(id=offer.id).update(token_sha256=invitations.digest("stolen"))
    assert taken("stolen") == 410
    with pytest.raises(IntegrityError, match="invitation_taken_with_consent"):
        Invitation.objects.filter(id=offer.id).update(accepted_at=timezone.now())


def test_consenting_twice_is_refused(people: People, amy: Context):
    offer = offered(people.alex)
    assert not isinstance(invitations.consent(by=amy, invitation_id=offer.id), Refusal)
    assert isinstance(invitations.consent(by=amy, invitation_id=offer.id), Refusal)


def test_first_two_are_made_once_from_the_server_with_an_event():
    done = run("first_administrators", *FIRST)
    assert done.status == 0 and "/account/password/reset/" in done.out
    assert set(Role.objects.values_list("name", "person__email")) == {
        ("administrator", "alex@example.org"),
        ("administrator", "amy@example.org"),
    }
    assert AuditEvent.objects.filter(verb="made the first administrators").count() == 1
    assert "There are administrators already" in run("first_administrators", *FIRST).err
    assert Role.objects.count() == 2


@pytest.mark.parametrize("other", ["alex", "Alex <alex@example.org>", ""])
def test_first_two_are_two_people_with_an_address_each(other: str):
    assert run("first_administrators", FIRST[0], other).status == 1
    assert not Role.objects.exists()


def test_first_two_choose_their_password_by_an_e_mail():
    run("first_administrators", *FIRST)
    client_of(None).post("/account/password/reset/", {"email": "alex@example.org"})
    (letter,) = mail.outbox
    assert letter.to == ["alex@example.org"] and "/account/password/reset/key/" in letter.body


def held_by(who: Context) -> Role:
    return Role.objects.get(person_id=who.person_id, name=RoleName.ADMINISTRATOR)


def test_with_two_neither_ends_nor_is_erased(people: People, amy: Context):
    words = "A portal has two administrators at least"
    assert words in text_of(post(people.alex, "accounts:end_role", held_by(amy).id))
    assert words in text_of(post(amy, "accounts:end_role", held_by(amy).id))
    assert words in text_of(post(people.alex, "accounts:make_anonymous", amy.person_id))
    assert held_by(amy).ended_at is None and not AuditEvent.objects.filter(verb="ended a role").exists()


def test_with_three_one_goes_and_then_no_other(people: People, amy: Context):
    third = person("Ann Third", RoleName.ADMINISTRATOR)
    send(people.alex, "accounts:end_role", held_by(amy).id)
    assert held_by(amy).ended_at is not None
    send(third, "accounts:end_role", held_by(people.alex).id)
    assert held_by(people.alex).ended_at is None


def test_whoever_cannot_sign_in_is_not_one_of_two(people: People, amy: Context):
    third = person("Ann Third", RoleName.ADMINISTRATOR)
    User.objects.filter(id=third.person_id).update(is_active=False)
    send(people.alex, "accounts:end_role", held_by(amy).id)
    assert held_by(amy).ended_at is None
    send(people.alex, "accounts:end_role", held_by(third).id)
    assert held_by(third).ended_at is not None


def test_who_is_no_administrator_is_erased_as_before(people: People, amy: Context):
    send(people.alex, "accounts:make_anonymous", people.dev.person_id)
    assert not User.objects.get(id=people.dev.person_id).is_active


def test_a_portal_that_has_lost_them_has_two_again_with_one_event(people: People):
    Role.objects.filter(name=RoleName.ADMINISTRATOR).update(ended_at=timezone.now())
    done = run("restore_administrators", *FIRST)
    assert done.status == 0 and "alex@example.org and amy@example.org" in done.out
    assert AuditEvent.objects.get(verb="restored administrators").words == "alex@example.org and amy@example.org"
    assert not AuditEvent.objects.filter(verb="granted a role", words__contains="amy@").exists()
    assert "There are two administrators" in run("restore_administrators", *FIRST).err


def test_one_that_is_missing_is_made_beside_the_other(people: People):
    assert "Name 1 new administrator" in run("restore_administrators", *FIRST).err
    assert "beside alex.administrator@" in run("restore_administrators", "alex.administrator@example.org").err
    assert run("restore_administrators", FIRST[1], FIRST[1]).status == 0
    assert set(Role.objects.filter(name=RoleName.ADMINISTRATOR).values_list("person__email", flat=True)) == {
        "alex.administrator@example.org",
        "amy@example.org",
    }


def test_restoring_opens_no_closed_account_and_is_not_the_first_way(people: People):
    User.objects.filter(id=people.eve.id).update(is_active=False)
    assert "is closed" in run("restore_administrators", people.eve.email).err
    Role.objects.filter(name=RoleName.ADMINISTRATOR).delete()
    assert "first_administrators" in run("restore_administrators", *FIRST).err
