"""Signing in: by e-mail and password, with a second factor where a role must have one, and nothing told to guessers."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.domain.roles import RoleName
from accounts.models import User
from accounts.tests.pages import client_of, get, text_of
from accounts.tests.people import PASSWORD, People, grant

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def code(secret: str) -> str:
    """The code of now: that of the half minute before is refused where the clock moves on before it is sent."""
    return format_hotp_value(hotp_value(secret, sorted(yield_hotp_counters_from_time())[1]))


def sign_in(email: str, password: str = PASSWORD, client: Client | None = None):
    return (client or Client()).post(LOGIN, {"login": email, "password": password}, follow=True)


def test_leads_to_one_s_home(people: People):
    answer = sign_in("ada.elm@example.org")
    assert answer.redirect_chain[-1][0] == reverse("home")
    assert "Success" not in text_of(answer)


def test_signing_out_is_asked_once_and_said(people: People):
    client = client_of(people.ada)
    assert "Sign out?" in text_of(client.get("/account/logout/"))
    assert "You have signed out." in text_of(client.post("/account/logout/", follow=True))
    assert client.get(reverse("accounts:account")).status_code == 302


def test_does_not_care_for_capitals(people: People):
    assert sign_in("Ada.Elm@Example.org").redirect_chain


def test_leads_on_to_the_page_that_was_asked_for(people: People):
    client = Client()
    asked = client.get(reverse("accounts:account"))
    answer = client.post(asked.url, {"login": "ada.elm@example.org", "password": PASSWORD}, follow=True)
    assert "Your account" in text_of(answer)


def test_says_the_same_to_a_wrong_password_and_to_an_unknown_address(people: People):
    known, unknown = sign_in("ada.elm@example.org", "wrong"), sign_in("nobody@example.org", "wrong")
    assert "There is a problem" in text_of(known)
    assert text_of(known) == text_of(unknown)
    assert not known.redirect_chain and not unknown.redirect_chain


def test_is_not_for_somebody_made_anonymous(people: People):
    user = people.user(people.ada)
    user.is_active = False
    user.save()
    assert "home" not in str(sign_in("ada.elm@example.org").redirect_chain)


def test_there_is_no_way_to_join_without_an_invitation(db):
    given = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().post("/account/signup/", given).url.startswith(LOGIN)
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_forgotten_password_is_reset_by_e_mail_and_says_the_same_to_everybody(people: People):
    known = Client().post("/account/password/reset/", {"email": "ada.elm@example.org"}, follow=True)
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert text_of(known) == text_of(unknown)
    assert [letter.to for letter in mail.outbox] == [["ada.elm@example.org"]]
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    assert Client().get("/" + link.split("/", 3)[3], follow=True).status_code == 200


class TestTheSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    @pytest.mark.parametrize("name", ["dev", "alex"])
    def test_must_be_set_up_before_anything_else_by_the_team_and_administrators(self, people: People, name: str):
        context = getattr(people, name)
        client = client_of(context)
        assert client.get(reverse("home")).url == reverse("mfa_activate_totp")
        assert client.get(reverse("accounts:person_list")).url == reverse("mfa_activate_totp")
        assert client.get(reverse("accounts:account")).status_code == 200

    def test_is_a_choice_for_providers(self, people: People):
        assert client_of(people.ada).get(reverse("home")).status_code == 200

    def test_once_set_up_lets_them_in_and_is_asked_for_at_each_sign_in(self, people: People):
        user = people.user(people.dev)
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        client = Client()
        asked = sign_in("dev.analyst@example.org", client=client)
        assert "code" in text_of(asked).lower()
        assert client.get(reverse("home")).status_code == 302
        answer = client.post(asked.redirect_chain[-1][0], {"code": code(secret)}, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("home")
        assert "Dev Analyst" in text_of(answer)

    def test_wrong_is_refused(self, people: People):
        TOTP.activate(people.user(people.dev), generate_totp_secret())
        client = Client()
        asked = sign_in("dev.analyst@example.org", client=client)
        client.post(asked.redirect_chain[-1][0], {"code": "000000"})
        assert client.get(reverse("home")).status_code == 302


class TestTheRole:
    @pytest.fixture(autouse=True)
    def relaxed(self, no_second_factor):
        pass

    def test_is_chosen_by_who_holds_several_and_can_be_changed(self, people: People):
        ada = people.user(people.ada)
        other = grant(ada, RoleName.AUDITOR)
        client = client_of(people.ada)
        page = client.get(reverse("accounts:choose_context"))
        assert "Provider administrator, Elm" in text_of(page)
        answer = client.post(reverse("accounts:choose_context"), {"role": str(other.id)}, follow=True)
        assert "(auditor)" in text_of(answer)
        assert "Change" in text_of(answer)

    def test_of_somebody_else_cannot_be_chosen(self, people: People):
        theirs = people.user(people.bea).roles.get()
        client = client_of(people.ada)
        assert client.post(reverse("accounts:choose_context"), {"role": str(theirs.id)}).status_code == 404
        assert client.post(reverse("accounts:choose_context"), {"role": "x"}).status_code == 404
        assert "Elm" in text_of(client.get(reverse("home")))

    def test_is_not_offered_to_be_changed_by_who_has_only_one(self, people: People):
        assert "the role you act in" not in text_of(client_of(people.ada).get(reverse("home")))

    def test_none_is_said_to_be_none(self, people: People):
        assert "You hold no role at present" in text_of(get(people.eve, "accounts:choose_context"))
        assert "You hold no role at present" in text_of(get(people.eve, "accounts:account"))


def test_strangers_are_sent_to_sign_in(db):
    for page in ("accounts:account", "accounts:choose_context"):
        assert get(None, page).url.startswith(LOGIN)


def test_fewer_e_mails_can_be_asked_for(people: People, no_second_factor):
    client = client_of(people.ada)
    answer = client.post(reverse("accounts:fewer_emails"), {"fewer": "yes"}, follow=True)
    assert "You only get emails that you must have." in text_of(answer)
    assert people.user(people.ada).wants_fewer_emails
    client.post(reverse("accounts:fewer_emails"), {"fewer": "no"})
    assert not people.user(people.ada).wants_fewer_emails
