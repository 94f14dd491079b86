"""Changing one's own address: asked with password and code, made by the link to the new one, and told to both."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, text_of
from accounts.tests.people import PASSWORD, People
from accounts.tests.test_signing_in import code, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OLD, NEW = "ada.elm@example.org", "ada@elm.example"
PAGE = "accounts:change_address"


@pytest.fixture
def ask(people: People, django_capture_on_commit_callbacks):
    def asked(new: str = NEW, password: str = PASSWORD, client=None, **more: str):
        client = client or client_of(people.ada)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(PAGE), {"email": new, "password": password, **more}, follow=True)

    return asked


@pytest.fixture
def follow(people: People, django_capture_on_commit_callbacks):
    def followed(link: str, client=None):
        with django_capture_on_commit_callbacks(execute=True):
            return (client or client_of(people.ada)).post(link, follow=True)

    return followed


def link_to(address: str) -> str:
    letter = next(letter for letter in mail.outbox if letter.to == [address])
    return re.search(r"/account/address/\S+/", letter.body)[0]


def test_a_link_goes_to_the_new_address_and_word_to_the_old_one(people: People, ask):
    assert f"We have written to {NEW}" in text_of(ask())
    assert sorted(letter.to[0] for letter in mail.outbox) == [OLD, NEW]
    old = next(letter for letter in mail.outbox if letter.to == [OLD])
    assert NEW in old.body and "If it was not you" in old.body and "/account/address/" not in old.body
    assert people.user(people.ada).email == OLD
    event = AuditEvent.objects.get(verb="asked to change their address")
    assert (event.by_id, event.words) == (people.ada.person_id, f"to {NEW}")


def test_the_link_makes_the_change_by_its_button_once_and_tells_both(people: People, ask, follow):
    EmailAddress.objects.create(user=people.user(people.ada), email=OLD, primary=True)
    ask(NEW.upper())
    link = link_to(NEW)
    assert "Confirm your new address" in text_of(client_of(people.ada).get(link))
    assert people.user(people.ada).email == OLD
    mail.outbox.clear()
    assert f"You now sign in as {NEW}" in text_of(follow(link))
    assert people.user(people.ada).email == NEW and not EmailAddress.objects.exists()
    assert sorted(letter.to[0] for letter in mail.outbox) == [OLD, NEW]
    assert AuditEvent.objects.get(verb="changed their address").words == f"from {OLD} to {NEW}"
    assert follow(link).status_code == 410
    assert sign_in(NEW).redirect_chain and not sign_in(OLD).redirect_chain


def test_an_address_that_somebody_has_is_told_to_its_holder_alone(people: People, ask):
    free, taken = ask(), ask("bea.oak@example.org")
    assert text_of(taken).replace("bea.oak@example.org", NEW) == text_of(free)
    (letter,) = (letter for letter in mail.outbox if letter.to == ["bea.oak@example.org"])
    assert "gave your email address as theirs" in letter.subject
    assert "/account/address/" not in letter.body
    assert people.user(people.ada).email == OLD


def test_an_address_that_was_taken_before_the_link_was_followed_is_words(people: People, ask, follow):
    ask()
    bea = people.user(people.bea)
    bea.email = NEW
    bea.save()
    answer = follow(link_to(NEW))
    assert answer.status_code < 500 and people.user(people.ada).email == OLD


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"password": "wrong"}, "This is not your password"),
        ({"new": "no address"}, "Enter an email address in full"),
        ({"new": OLD}, "This is your address already"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_written_to(people: People, ask, given, words):
    assert words in text_of(ask(**given))
    assert not mail.outbox


def test_a_second_factor_is_asked_of_whoever_has_one(people: People, ask):
    secret = generate_totp_secret()
    TOTP.activate(people.user(people.ada), secret)
    assert "Enter the code" in text_of(ask())
    assert "This code is not right" in text_of(ask(code="000000"))
    assert not mail.outbox
    assert f"We have written to {NEW}" in text_of(ask(code=code(secret)))


def test_the_link_is_for_nobody_else(people: People, ask, follow):
    ask()
    link = link_to(NEW)
    assert follow(link, client_of(people.bea)).status_code == 410
    assert people.user(people.bea).email == "bea.oak@example.org"
    assert client_of(None).get(link).url.startswith(reverse("account_login"))
    assert follow("/account/address/made-up/").status_code == 410


def test_the_password_cannot_be_guessed_without_end(people: People, ask):
    client = client_of(people.ada)
    answers = [text_of(ask(password="wrong", client=client)) for _ in range(12)]
    assert "Too many tries" in answers[-1]


@pytest.mark.parametrize(
    "path",
    first_by_day(
        ["email/", "signup/", "confirm-email/", "confirm-email/x/", "password/set/", "login/code/confirm/"], 2
    ),
)
def test_the_librarys_own_pages_are_not_there(people: People, path: str):
    for who in (people.ada, people.dev, people.alex):
        assert client_of(who).get(f"/account/{path}").status_code == 404
        assert client_of(who).post(f"/account/{path}", {"email": NEW, "action_add": ""}).status_code == 404
    assert get(people.ada, "accounts:account").status_code == 200
