"""People see where they are signed in and end it; administrators sign others out; nobody ends a stranger's session."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.browser_words import browser_in_words
from accounts.models import PersonSession
from accounts.tests.pages import client_of
from submissions.tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1"
LIST = "/account/browsers/"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("", "Another browser"),
        ("\x00" * 9, "Another browser"),
    ],
)
def test_a_browser_is_said_in_words(said: str, words: str):
    assert browser_in_words(said) == words


def seen_with(cast: Cast, browser: str) -> Client:
    client = client_of(cast.ada)
    client.get("/home/", HTTP_USER_AGENT=browser)
    return client


def test_one_ends_another_session_of_ones_own(cast: Cast):
    here, there = seen_with(cast, FIREFOX), seen_with(cast, IPHONE)
    said = here.get(LIST, HTTP_USER_AGENT=FIREFOX).content.decode()
    assert "Firefox on Windows (this one)" in said and "Safari on an iPhone" in said
    other = PersonSession.objects.get(browser=IPHONE)
    assert client_of(cast.bea).post(reverse("accounts:session_end", args=[other.id])).status_code == 404
    here.post(reverse("accounts:session_end", args=[other.id]))
    assert there.get("/home/").status_code == 302 and here.get("/home/").status_code == 200
    assert "iPhone" not in here.get(LIST).content.decode()


def test_one_ends_all_others_of_ones_own(cast: Cast):
    here, there, third = seen_with(cast, FIREFOX), seen_with(cast, IPHONE), seen_with(cast, "")
    bea = client_of(cast.bea)
    assert (
        "2 other browsers are signed out."
        in here.post(reverse("accounts:session_end_others"), follow=True).content.decode()
    )
    assert [client.get("/home/").status_code for client in (here, there, third, bea)] == [200, 302, 302, 200]
    again = here.post(reverse("accounts:session_end_others"), follow=True).content.decode()
    assert "No other is signed in." in again and "You are signed in nowhere else." in again


def test_an_administrator_sees_where_somebody_is_signed_in_and_ends_one(cast: Cast):
    here, there, alex = seen_with(cast, FIREFOX), seen_with(cast, IPHONE), client_of(cast.alex)
    person = reverse("accounts:person_detail", args=[cast.ada.person_id])
    assert "Safari on an iPhone" in alex.get(person).content.decode()
    other = PersonSession.objects.get(browser=IPHONE)
    end = reverse("accounts:session_end_of_person", args=[cast.ada.person_id, other.id])
    for name in ("bea", "ada", "dev", "una"):
        assert client_of(getattr(cast, name)).post(end).status_code == 404
    assert "That browser is signed out." in alex.post(end, follow=True).content.decode()
    assert (there.get("/home/").status_code, here.get("/home/").status_code) == (302, 200)
    assert "That session had ended already." in alex.post(end, follow=True).content.decode()
    assert "Safari on" not in client_of(cast.ada).get(person).content.decode()


def test_an_administrator_signs_somebody_out_everywhere(cast: Cast):
    ada = seen_with(cast, FIREFOX)
    page = reverse("accounts:sign_out_person", args=[cast.ada.person_id])
    for name in ("bea", "dev", "una"):
        assert client_of(getattr(cast, name)).post(page).status_code == 404
    assert ada.get("/home/").status_code == 200
    client_of(cast.alex).post(page)
    assert ada.get("/home/").status_code == 302


def test_a_nasty_browser_breaks_nothing(cast: Cast):
    client = seen_with(cast, "x" * 10_000)
    assert client.get(LIST).status_code == 200
