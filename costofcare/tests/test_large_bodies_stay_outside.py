"""Nobody sends more than their page takes: it is answered before it is read, and no file lies open on the disk."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from accounts.tests.pages import client_of, text_of
from costofcare.middleware import body_limits
from costofcare.middleware.body_limits import MB, OF_FILES, OF_FOLDERS, OF_FORMS, OF_STRANGERS, BodyLimits, most_at
from costofcare.views import bad_request

UPLOAD = "/locations-asked/00000000-0000-0000-0000-000000000001/upload/"


class Unread(BytesIO):
    """A body that remembers how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self.taken += len(part)
        return part


def send(path: str, size: int, *, is_chunked: bool = False) -> tuple[str, bytes, Unread, list[int]]:
    """Send a body of ``size`` to the door; return the status, the page, the body, and what came through."""
    body, statuses, came = Unread(b"x" * min(size, 2 * MB)), [], []
    environ = RequestFactory().post(path).environ | {"wsgi.input": body, "CONTENT_LENGTH": str(size)}
    if is_chunked:
        environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}

    def application(environ, start_response):
        came.append(int(environ["CONTENT_LENGTH"]))
        start_response("200 OK", [])
        return [environ["wsgi.input"].read(came[0])] if is_chunked else [b""]

    page = b"".join(BodyLimits(application)(environ, lambda status, headers: statuses.append(status)))
    return statuses[0], page, body, came


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/account/login/", OF_STRANGERS),
        ("/invitations/abc/", OF_STRANGERS),
        ("/no-such-page/", OF_STRANGERS),
        ("/colleagues/", OF_FORMS),
        (UPLOAD, OF_FILES),
        ("/register/imports/new/", OF_FOLDERS),
    ],
)
def test_an_address_takes_so_much_and_no_byte_more_is_read(path: str, most: int):
    assert most_at(path) == most
    status, _, _, came = send(path, most)
    assert (status, came) == ("200 OK", [most])
    status, page, body, came = send(path, most + 1)
    assert status.startswith("413") and came == [] and body.taken == 0
    assert b"What you sent is too large" in page and b"govuk-template" in page


def test_a_body_that_does_not_say_its_length_is_read_as_far_as_a_stranger_may_send():
    status, page, _, came = send("/account/login/", 1000, is_chunked=True)
    assert (status, page, came) == ("200 OK", b"x" * 1000, [1000])
    status, _, body, came = send(UPLOAD, 60 * MB, is_chunked=True)
    assert status.startswith("413") and came == [] and body.taken <= OF_STRANGERS + 1


@pytest.mark.parametrize("said", ["", "abc", "-5", "9" * 400, "²"])
def test_a_length_that_is_none_breaks_nothing(said: str):
    assert body_limits.length_of({"CONTENT_LENGTH": said}) in (0, 2**63)


def test_each_address_of_a_table_is_there():
    names = body_limits.TAKE_A_FILE | body_limits.TAKE_A_FOLDER
    ids = {"exercise_id": UPLOAD.split("/")[2], "participation_id": UPLOAD.split("/")[2]}
    member = {"member_id": ids["exercise_id"]}
    known = {
        "engagement:drop_at": ids,
        "benchmarking:own_upload": member,
        "benchmarking:own_table_file": {**member, "table": "prices"},
    }
    for name in names:
        keys = known.get(name)
        wants = [keys, {}, {"exercise_id": ids["exercise_id"]}, {"participation_id": ids["participation_id"]}]
        assert any(_reverses(name, each) for each in wants if each is not None), name


def _reverses(name: str, keys: dict[str, str]) -> bool:
    try:
        return name == body_limits.name_of(reverse(name, kwargs=keys))
    except Exception:
        return False


@pytest.mark.django_db
def test_whoever_is_signed_out_is_told_so_and_nothing_of_a_file_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", lambda _: pytest.fail("it was read"))
    answer = client_of(None).post(UPLOAD, {"file": BytesIO(b"x" * (OF_STRANGERS + 1))})
    assert answer.status_code == 413
    assert "You are not signed in, or no longer" in text_of(answer)
    sign_in = client_of(None).post(reverse("account_login"), {"login": "x" * OF_STRANGERS})
    assert sign_in.status_code == 413 and "takes up to 256 kB" in text_of(sign_in)


def test_what_is_uploaded_stays_in_memory_however_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", lambda *_: pytest.fail())
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > OF_FOLDERS
    request = RequestFactory().post(UPLOAD, {"file": BytesIO(b"x" * (3 * MB))})
    assert isinstance(request.FILES["file"], InMemoryUploadedFile)


def test_a_form_longer_than_django_takes_is_answered_alike():
    answer = bad_request(RequestFactory().post("/"), RequestDataTooBig())
    assert answer.status_code == 413
