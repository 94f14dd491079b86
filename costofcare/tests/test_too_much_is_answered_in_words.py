"""Too many files, too many pages, no database: each is answered by a page of ours, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import TryCount
from accounts.tests.pages import client_of, text_of
from costofcare.middleware import upload_turns
from costofcare.views import server_error, too_many_requests
from submissions.models import Upload
from submissions.tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def upload(client: Client, cast: Cast, number: int):
    file = SimpleUploadedFile("return.xlsx", b"PK\x03\x04" + str(number).encode())
    return client.post(reverse("submissions:upload", args=[cast.at_elm.id]), {"file": file})


def test_more_files_than_one_person_may_send_are_refused_in_words_and_none_is_lost(cast: Cast, settings):
    settings.UPLOADS_PER_HOUR = 2
    ada, tom = client_of(cast.ada), client_of(cast.tom)
    taken = [upload(ada, cast, number).status_code for number in range(2)]
    kept = Upload.objects.count()
    answer = upload(ada, cast, 3)
    assert 429 not in taken
    assert (answer.status_code, Upload.objects.count()) == (429, kept)
    assert "You have sent 2 files within an hour" in text_of(answer) and "This file was not taken" in text_of(answer)
    assert 3500 < int(answer["Retry-After"]) <= 3601
    assert upload(tom, cast, 4).status_code != 429
    assert ada.get(reverse("home")).status_code == 200
    TryCount.objects.update(began_at=timezone.now() - timedelta(hours=1))
    assert upload(ada, cast, 5).status_code != 429


def test_only_what_takes_a_file_is_counted(cast: Cast, settings):
    settings.UPLOADS_PER_HOUR = 1
    ada = client_of(cast.ada)
    for _ in range(3):
        ada.get(reverse("submissions:upload", args=[cast.at_elm.id]))
        ada.post(reverse("accounts:fewer_emails"), {"fewer": "no"})
    client_of(None).post(reverse("submissions:upload", args=[cast.at_elm.id]))
    assert not TryCount.objects.exists()
    assert upload_turns.TOO_MANY.count(".") == 3


@pytest.mark.parametrize("trouble", [OperationalError, InterfaceError])
def test_without_a_database_one_is_told_so_and_when_to_come_back(trouble: type[Exception]):
    try:
        raise trouble("the connection is lost")
    except trouble:
        answer = server_error(RequestFactory().get("/home/"))
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert "Its database does not answer" in text_of(answer) and "govuk-template" in answer.content.decode()
    assert "connection is lost" not in text_of(answer)


def test_a_database_that_is_away_is_found_out_by_a_page(monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> None:
        raise OperationalError("could not connect")

    monkeypatch.setattr("accounts.session_store.session_row", away)
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "x" * 32
    assert client.get(reverse("home")).status_code == 503


def test_the_sign_in_library_s_too_many_is_a_page_of_ours():
    answer = too_many_requests(RequestFactory().get("/account/password/reset/"))
    assert answer.status_code == 429 and "Please wait a little" in text_of(answer)
