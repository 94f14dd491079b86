"""Two at the same moment, on connections of their own: one of a double click counts, both of two colleagues do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from unittest import mock

import pytest
from django.db import connection

from accounts.actions import task_queue
from accounts.tests.row_locks import until_somebody_waits
from submissions.actions import (
    claimed_uploads,
    process_upload,
    return_mails,
    returns,
    uploads,
)
from submissions.models import Return, Upload, Version
from submissions.tests.cast import Cast, behind_the_wall, hand_in, make_cast, send_in, workbook_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def played(transactional_db) -> Cast:
    with mock.patch.object(task_queue, "nudge", return_value=True):
        yield make_cast()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Each in a thread, and so on a connection, of its own; all begin together."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [begun.result() for begun in [pool.submit(run, call) for call in calls]]


def sending(by, participation, data: bytes) -> Callable[[], object]:
    def send():
        with behind_the_wall(by):
            return uploads.receive(by=by, participation_id=participation.id, file_name="r.xlsx", data=data)

    return send


def test_four_clicks_at_once_are_one_upload(played):
    receipts = at_once(*[sending(played.ada, played.at_elm, b"the same")] * 4)
    assert Upload.objects.count() == 1
    assert {receipt.reference for receipt in receipts} == {Upload.objects.get().reference}
    assert sorted(receipt.is_repeat for receipt in receipts) == [False, True, True, True]


def test_two_colleagues_at_once_are_two_uploads_in_order(played):
    receipts = at_once(
        sending(played.ada, played.at_elm, b"Ada's"),
        sending(played.tom, played.at_elm, b"Tom's"),
    )
    assert sorted(receipt.number for receipt in receipts) == [1, 2]
    first, second = sorted(receipts, key=lambda receipt: receipt.number)
    assert first.notice == ""
    assert "Yours replaces it" in second.notice
    assert Return.objects.count() == 1


def test_both_are_worked_on_at_once_and_the_later_counts(played):
    first = send_in(played.ada, played.at_elm)
    second = send_in(played.tom, played.at_elm, workbook_for(played.at_elm, ppe_cost="7650"))
    at_once(*(lambda id=receipt.upload_id: process_upload.process(id) for receipt in (first, second)))
    assert Version.objects.count() == 2
    assert Return.objects.get().current.upload_id == second.upload_id


def test_the_earlier_does_not_count_when_it_has_waited_for_the_later(played, monkeypatch):
    first = send_in(played.ada, played.at_elm)
    second = send_in(played.tom, played.at_elm, workbook_for(played.at_elm, ppe_cost="7650"))
    is_kept, usual = Event(), return_mails.checked

    def commits_late(version: Version, *found: object) -> None:
        usual(version, *found)
        if version.upload_id == second.upload_id:
            is_kept.set()
            until_somebody_waits()

    def earlier() -> None:
        assert is_kept.wait(20)
        process_upload.process(first.upload_id)

    monkeypatch.setattr(return_mails, "checked", commits_late)
    at_once(lambda: process_upload.process(second.upload_id), earlier)
    assert Version.objects.count() == 2
    assert Return.objects.get().current.upload_id == second.upload_id


def test_four_workers_at_once_make_one_version(played):
    upload_id = send_in(played.ada, played.at_elm).upload_id
    made = at_once(*[lambda: process_upload.process(upload_id)] * 4)
    assert sum(version is not None for version in made) == 1
    assert (Version.objects.count(), Upload.objects.get().tries) == (1, 1)


def test_four_claims_at_once_are_one(played):
    upload_id = send_in(played.ada, played.at_elm).upload_id
    assert sum(claim is not None for claim in at_once(*[lambda: claimed_uploads.claim(upload_id)] * 4)) == 1


def test_submitting_twice_at_once_is_done_once(played):
    submission = hand_in(played.ada, played.at_elm).submission

    def submit(by):
        with behind_the_wall(by):
            return returns.submit(by=by, return_id=submission.id, version_number=1, declared_by_name="Ada Elm")

    outcomes = at_once(lambda: submit(played.ada), lambda: submit(played.tom))
    assert sum(isinstance(outcome, Return) for outcome in outcomes) == 1


def test_submitting_while_a_colleague_sends_a_file_never_submits_what_was_not_seen(played):
    """Either the file came first, and the signature is refused, or it came too late, and the file is."""
    submission = hand_in(played.ada, played.at_elm).submission

    def submit():
        with behind_the_wall(played.ada):
            return returns.submit(by=played.ada, return_id=submission.id, version_number=1, declared_by_name="Ada Elm")

    outcome, receipt = at_once(submit, sending(played.tom, played.at_elm, b"later"))
    assert isinstance(outcome, Return) != hasattr(receipt, "reference")
    assert Return.objects.get().state == ("submitted" if isinstance(outcome, Return) else "in_progress")
