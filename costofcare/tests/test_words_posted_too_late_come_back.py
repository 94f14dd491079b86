"""What was typed and sent after the session's end is kept, sealed, for whose session it was, and given back once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import kept_words
from accounts.domain.kept_words import KeptForm
from accounts.models import KeptWords
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, text_of
from submissions.models import ReturnQuestion
from submissions.tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WORDS = "Why is the mileage asked twice?\nWe pay it once."
KEPT = "/account/what-you-typed/"


@pytest.fixture
def ask(cast) -> str:
    return reverse("submissions:ask", args=[cast.at_elm.id])


def signed_out(who) -> Client:
    """A browser whose session has ended, as the row of the session is gone."""
    client = client_of(who)
    client.get(reverse("home"))
    Session.objects.all().delete()
    return client


def sign_in(client: Client, path: str, email: str = "ada.elm@example.org"):
    return client.post(path, {"login": email, "password": PASSWORD}, follow=True)


def test_they_stand_on_the_page_after_signing_in_and_are_sent_from_there(cast, ask):
    client = signed_out(cast.ada)
    sent = client.post(ask, {"words": WORDS, "once": str(uuid4())}, HTTP_REFERER=f"http://testserver{ask}")
    assert sent.url == f"/account/login/?next={KEPT}"
    assert "you get back what you typed" in text_of(client.get(sent.url))
    page = sign_in(client, sent.url)
    assert page.redirect_chain[-1][0] == KEPT
    assert "Why is the mileage asked twice? We pay it once." in text_of(page)
    (kept,) = page.context["forms"]
    assert (kept.path, dict(kept.fields)["words"]) == (ask, WORDS)
    client.post(kept.path, dict(kept.fields), follow=True)
    assert ReturnQuestion.objects.get().words == WORDS


def test_they_are_given_back_once_and_to_nobody_else(cast, ask):
    client = signed_out(cast.ada)
    sent = client.post(ask, {"words": WORDS})
    theirs = sign_in(client, sent.url, "tom.elm@example.org")
    assert "mileage" not in text_of(theirs) and KeptWords.objects.count() == 1
    assert "mileage" in text_of(sign_in(Client(), "/account/login/"))
    assert not KeptWords.objects.exists()
    assert "Nothing is kept for you" in text_of(client_of(cast.ada).get(KEPT))


def test_they_lie_sealed_and_are_worth_nothing_under_another_name(cast, ask):
    signed_out(cast.ada).post(ask, {"words": WORDS})
    row = KeptWords.objects.get()
    assert row.person_id == cast.ada.person_id
    assert b"mileage" not in bytes(row.sealed)
    KeptWords.objects.update(person_id=cast.tom.person_id)
    assert kept_words.give_back(person_id=cast.tom.person_id) == []


@pytest.mark.parametrize("how", first_by_day(["gone", "run out", "signed out elsewhere", "password changed"], 2))
def test_however_the_session_ended(cast, ask, how):
    client = client_of(cast.ada)
    client.get(reverse("home"))
    if how == "gone":
        Session.objects.all().delete()
    elif how == "run out":
        Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
        client.cookies.pop("whose")
    elif how == "signed out elsewhere":
        client.post("/account/logout/")
    else:
        ada = cast.of(cast.ada)
        ada.set_password("another long password")
        ada.save()
    assert client.post(ask, {"words": WORDS}).url == f"/account/login/?next={KEPT}"
    assert KeptWords.objects.get().person_id == cast.ada.person_id


@pytest.mark.parametrize("cookie", first_by_day(["", "made-up", "{ada}:1abc:xyz"]))
def test_nothing_is_kept_for_whom_nobody_knows(cast, ask, cookie):
    client = Client()
    client.cookies["whose"] = cookie.format(ada=cast.ada.person_id)
    sent = client.post(ask, {"words": WORDS, "person": str(cast.ada.person_id)})
    assert sent.url == f"/account/login/?next={ask}"
    assert "could not be kept" in text_of(client.get(sent.url))
    assert not KeptWords.objects.exists()
    assert not Session.objects.exists()


def test_nothing_is_kept_of_what_no_page_of_ours_sent(cast, ask):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.of(cast.ada))
    client.get(reverse("home"))
    Session.objects.all().delete()
    assert client.post(ask, {"words": WORDS}).status_code == 302
    assert not KeptWords.objects.exists()


def test_what_is_too_long_is_not_kept_and_said_so(cast, ask):
    client = signed_out(cast.ada)
    sent = client.post(ask, {"words": "x" * 100_001})
    assert "could not be kept" in text_of(client.get(sent.url))
    assert not KeptWords.objects.exists()


def test_files_are_not_kept_and_said_so(cast):
    upload = reverse("submissions:upload", args=[cast.at_elm.id])
    client = signed_out(cast.ada)
    sent = client.post(upload, {"file": SimpleUploadedFile("return.xlsx", b"SECRET"), "note": "The second half"})
    assert "Files are not kept" in text_of(client.get(sent.url))
    page = text_of(sign_in(client, sent.url))
    assert "The second half" in page and "choose it again" in page


def test_passwords_are_never_kept(cast):
    client = signed_out(cast.ada)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "a", "password2": "a"})
    client.post("/people/", {"password": PASSWORD, "words": WORDS})
    (form,) = kept_words.give_back(person_id=cast.ada.person_id)
    assert dict(form.fields) == {"words": WORDS}


def test_a_day_later_they_are_gone(cast, ask):
    signed_out(cast.ada).post(ask, {"words": WORDS})
    KeptWords.objects.update(kept_at=timezone.now() - timedelta(hours=24, minutes=1))
    assert kept_words.give_back(person_id=cast.ada.person_id) == []
    assert not KeptWords.objects.exists()


def test_of_many_windows_the_last_ten_are_kept(cast):
    for number in range(12):
        assert kept_words.keep(person_id=cast.ada.person_id, form=KeptForm("/", (("words", str(number)),)))
    kept = [dict(form.fields)["words"] for form in kept_words.give_back(person_id=cast.ada.person_id)]
    assert kept == [str(number) for number in range(2, 12)]


def test_a_page_that_was_open_goes_on_after_signing_in_again_and_nobody_elses_does(cast, ask):
    client = Client(enforce_csrf_checks=True)
    sign_in_by_form(client, "ada.elm@example.org")
    client.get(ask)
    key = client.cookies["csrf"].value
    Session.objects.all().delete()
    sign_in_by_form(client, "ada.elm@example.org")
    assert client.post(ask, {"words": WORDS, "csrfmiddlewaretoken": key}).status_code == 302
    Session.objects.all().delete()
    sign_in_by_form(client, "tom.elm@example.org")
    assert client.post(ask, {"words": WORDS, "csrfmiddlewaretoken": key}).status_code == 403
    assert ReturnQuestion.objects.count() == 1


def sign_in_by_form(client: Client, email: str) -> None:
    client.get("/account/login/")
    given = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrf"].value}
    assert client.post("/account/login/", given).status_code == 302
