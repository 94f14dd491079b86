"""A file that failed by an error of ours is checked once more on a click; nobody has to send it again."""

from unittest import mock

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse

from accounts.actions import task_queue
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from submissions.actions import process_upload, requeue_stuck, retry_upload
from submissions.actions.claimed_uploads import PROCESS_UPLOAD
from submissions.models import Return, Upload, Version
from submissions.tests.cast import OUTSIDERS, as_worker, behind_the_wall, mostly_by_night, outsider, send_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def process(upload: Upload) -> Version | None:
    """As the worker does it, and its letters go out."""
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        return process_upload.process(upload.id)


def fail() -> None:
    with mock.patch.object(process_upload, "report_on", side_effect=ZeroDivisionError("a bug")):
        for _ in range(3):
            process(Upload.objects.get())
    assert Upload.objects.get().state == "failed"


@pytest.fixture
def failed(cast) -> Upload:
    send_in(cast.ada, cast.at_elm)
    fail()
    mail.outbox.clear()
    return Upload.objects.get()


def again(by, upload: Upload):
    with behind_the_wall(by):
        return retry_upload.check_again(by=by, reference=upload.reference)


def test_its_provider_has_it_checked_again_from_its_page(cast, failed):
    page = text_of(get(cast.tom, "submissions:upload_progress", failed.id))
    assert "You do not need to send it again" in page and "Try again" in page
    shown = text_of(post(cast.tom, "submissions:check_again", reference=failed.reference))
    assert f"{failed.reference} is being checked again" in shown
    assert "Try again" not in shown
    version = process(failed)
    assert (Return.objects.get().current, version.number) == (version, failed.number)
    assert AuditEvent.objects.get(verb="had a file checked again").words == failed.reference


def test_an_analyst_finds_it_at_the_return(cast, failed):
    page = get(cast.dev, "submissions:return_detail", failed.submission_id).content.decode()
    assert reverse("submissions:upload_progress", args=[failed.id]) in page
    assert "Try again" not in text_of(get(cast.fay, "submissions:upload_progress", failed.id))
    assert "is being checked again" in text_of(post(cast.dev, "submissions:check_again", reference=failed.reference))


def test_an_administrator_does_it_by_the_reference_and_learns_no_more(cast, failed):
    assert "Try again" in text_of(get(cast.alex, "home"))
    shown = text_of(post(cast.alex, "submissions:check_again", reference=failed.reference))
    assert f"{failed.reference} is being checked again" in shown
    assert "Elm" not in shown and "None." in shown
    assert "not waiting for a new try" in text_of(post(cast.alex, "submissions:check_again", reference="CC-NOSUCH"))


def test_clicked_twice_it_is_queued_once_and_makes_one_version(cast, failed):
    assert again(cast.ada, failed) == failed.id
    assert again(cast.tom, failed) is None
    assert process(failed) is not None
    assert process(failed) is None
    assert (Version.objects.count(), len(mail.outbox)) == (1, 1)
    assert again(cast.ada, failed) is None


def test_where_nobody_could_be_told_the_sweep_finds_it(cast, failed):
    again(cast.ada, failed)
    Upload.objects.update(received_at="2026-01-01T00:00Z")
    with mock.patch.object(task_queue, "nudge", return_value=True) as nudge, as_worker():
        assert requeue_stuck.sweep() == 1
    nudge.assert_called_once_with(PROCESS_UPLOAD, failed.id)


def test_it_has_three_tries_and_then_people_are_told_again(cast, failed):
    again(cast.ada, failed)
    fail()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("name", mostly_by_night(*(name for name in OUTSIDERS if name != "alex"), "fay"))
def test_nobody_else_can(cast, failed, name):
    by = outsider(cast, name)
    assert again(by, failed) is None
    answer = client_of(by).post(reverse("submissions:check_again"), {"reference": failed.reference})
    assert answer.status_code in (302, 404)
    assert Upload.objects.get().state == "failed"
