"""What the sign-in library's pages and letters say is in our words: plain, linked to the field, without jargon."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.tests.pages import client_of, text_of
from accounts.tests.people import People

pytestmark = pytest.mark.django_db
PAGES = ("/account/login/", "/account/password/reset/", "/account/password/reset/done/")
OWN_PAGES = ("/account/password/change/", "/account/2fa/", "/account/reauthenticate/")
THEIR_WORDS = (
    "E-mail",
    "Email:",
    "Two-Factor",
    "Authenticat",
    "Confirm Access",
    "Reset My",
    "Forgot your",
    "placeholder=",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_the_library_s_own_words_is_left(path):
    assert_plain(Client().get(path))


@pytest.mark.parametrize("path", OWN_PAGES)
def test_nor_for_somebody_who_is_signed_in(people: People, path):
    assert_plain(client_of(people.ada).get(path, follow=True))


def assert_plain(answer) -> None:
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [words for words in THEIR_WORDS if words in page] == []


def test_a_wrong_password_is_said_at_the_first_field_and_the_address_stays(people: People):
    page = Client().post("/account/login/", {"login": "ada.elm@example.org", "password": "wrong"}).content.decode()
    assert '<a href="#id_login">The email address or the password is not right</a>' in page
    assert 'value="ada.elm@example.org"' in page


def test_empty_boxes_are_asked_for_by_what_they_are(db):
    text = text_of(Client().post("/account/login/", {}))
    assert "Enter your email address" in text and "Enter your password" in text


def test_the_letter_for_a_new_password_leads_to_one_and_names_no_server(people: People):
    Client().post("/account/password/reset/", {"email": "ada.elm@example.org"})
    [letter] = mail.outbox
    assert letter.subject == "Choose a new password for the Cost of Care Portal"
    html = letter.alternatives[0][0]
    [link] = re.findall(r'href="([^"]+/reset/key/[^"]+)"', html)
    assert link in letter.body and "Hello from" not in letter.body
    client = Client()
    form = client.get(link, follow=True)
    chosen = {"password1": "plum kettle seventeen", "password2": "plum kettle seventeen"}
    answer = client.post(form.redirect_chain[-1][0], chosen, follow=True)
    assert "Your password is changed" in text_of(answer)
    assert "has been changed" in mail.outbox[-1].body and "IP address" not in mail.outbox[-1].body
    assert "no longer works" in text_of(Client().get(link, follow=True))
