"""All returns of an exercise are checked again by a worker: what changed is kept beside what was found."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import task_queue
from accounts.models import AuditEvent, Role
from accounts.tests.pages import get, post, text_of
from register.models import Exercise
from submissions.models import Recheck, RecheckedReturn, Return, Version, VersionFinding
from submissions.rechecks.actions import recheck_worker, rechecks
from submissions.tests.cast import Cast, as_worker, make_cast, mostly_by_night, refused, submitted, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TIGHT = {"mileage_rate": {"low": "0.32", "high": "0.45"}}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        submitted(cast.ada, cast.at_elm)
        submitted(cast.bea, cast.at_oak, workbook_for(cast.at_oak, mileage_rate="0.30"))
        yield cast


@pytest.fixture(autouse=True)
def nudged(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(task_queue, "nudge", lambda task, *ids: found.append((task, ids)) or True)
    mail.outbox.clear()
    return found


def tightened(cast: Cast) -> None:
    Exercise.objects.filter(id=cast.exercise.id).update(bands=TIGHT)


def asked(cast: Cast) -> Recheck:
    row = rechecks.begin(by=cast.dev, exercise_id=cast.exercise.id)
    assert isinstance(row, Recheck), row
    return row


def worked(row: Recheck, commits: Any) -> Recheck:
    with commits(execute=True), as_worker():
        recheck_worker.process(row.id)
    row.refresh_from_db()
    return row


def kept() -> list[Any]:
    return [list(table.objects.order_by("id").values()) for table in (Return, Version, VersionFinding)]


def test_a_tighter_range_finds_another_return_and_leaves_what_was_kept(cast, django_capture_on_commit_callbacks):
    before = kept()
    tightened(cast)
    row = worked(asked(cast), django_capture_on_commit_callbacks)
    assert (row.state, row.total, row.checked, row.changed, row.unknown) == ("done", 2, 2, 1, 0)
    changed = RecheckedReturn.objects.get()
    assert changed.provider_id == cast.oak.id
    assert [one["code"] for one in changed.new] == ["H04"] and changed.gone == []
    assert kept() == before
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["dev.analyst@example.org"], "All returns are checked again")
    ]
    verbs = list(AuditEvent.objects.filter(subject_kind="recheck").order_by("at").values_list("verb", flat=True))
    assert verbs == ["had all returns checked again", "ended checking returns again"]


def test_the_pages_say_it_to_the_team_and_nobody_else(cast, django_capture_on_commit_callbacks):
    tightened(cast)
    row = worked(asked(cast), django_capture_on_commit_callbacks)
    oak = RecheckedReturn.objects.get().submission
    for reader in (cast.dev, cast.fay):
        text = text_of(get(reader, "submissions:recheck_detail", row.id))
        assert "2 of 2 submitted and accepted returns" in text and "Oak Home Care" in text and "H04" in text
        assert "Elm Home Care" not in text
        assert "New: H04" in text_of(get(reader, "submissions:return_detail", oak.id))
    file = get(cast.dev, "submissions:recheck_file", row.id, "csv").content.decode()
    assert "Oak Home Care,Oak Care Ltd,1,new,H04,To be explained,provider," in file
    assert "H04" not in text_of(get(cast.bea, "submissions:findings", oak.id))
    assert get(cast.dev, "submissions:recheck_file", row.id, "pdf").status_code == 404


def test_a_finding_that_was_kept_is_gone_with_a_wider_range_and_the_last_time_counts(
    cast, django_capture_on_commit_callbacks
):
    submitted(cast.ada, cast.at_elm_too, workbook_for(cast.at_elm_too, mileage_rate="0.19"))
    assert VersionFinding.objects.filter(code="H04").count() == 1
    Exercise.objects.filter(id=cast.exercise.id).update(bands={"mileage_rate": {"low": "0.10", "high": "0.45"}})
    row = worked(asked(cast), django_capture_on_commit_callbacks)
    changed = RecheckedReturn.objects.get()
    assert [one["code"] for one in changed.gone] == ["H04"] and changed.new == []
    assert "Gone: H04" in text_of(get(cast.dev, "submissions:return_detail", changed.submission_id))
    Exercise.objects.filter(id=cast.exercise.id).update(bands={})
    row = worked(asked(cast), django_capture_on_commit_callbacks)
    assert row.changed == 0
    assert "No finding changed" in text_of(get(cast.dev, "submissions:recheck_detail", row.id))
    assert "Gone: H04" not in text_of(get(cast.dev, "submissions:return_detail", changed.submission_id))


def test_it_is_begun_on_the_page_of_the_ranges_once_at_a_time(cast, nudged, django_capture_on_commit_callbacks):
    assert "Check all returns again" in text_of(get(cast.dev, "submissions:ranges", cast.exercise.id))
    assert "Not checked again yet" in text_of(get(cast.fay, "submissions:recheck_list", cast.exercise.id))
    for key in (uuid4(), uuid4()):
        with django_capture_on_commit_callbacks(execute=True):
            page = post(cast.dev, "submissions:recheck_begin", cast.exercise.id, once=str(key))
        assert "Waiting for a worker" in text_of(page) and "Reload this page" in text_of(page)
    row = Recheck.objects.get()
    assert nudged == [(rechecks.CHECK_AGAIN, (row.id,))]
    steps = get(cast.dev, "submissions:recheck_steps", row.id)
    assert "Checked (0 of 2)" in text_of(steps)
    assert get(cast.dev, "submissions:recheck_steps", row.id, seen="received-0-0").status_code == 204
    worked(row, django_capture_on_commit_callbacks)
    assert get(cast.dev, "submissions:recheck_steps", row.id).headers["HX-Redirect"]
    post(cast.dev, "submissions:recheck_begin", cast.exercise.id, once=str(key))
    assert "Waiting for a worker" in text_of(get(cast.dev, "submissions:recheck_list", cast.exercise.id))


def test_a_double_click_begins_once_even_when_the_first_has_ended(cast, django_capture_on_commit_callbacks):
    key = uuid4()
    row = rechecks.begin(by=cast.dev, exercise_id=cast.exercise.id, key=key)
    worked(row, django_capture_on_commit_callbacks)
    assert rechecks.begin(by=cast.dev, exercise_id=cast.exercise.id, key=key) == row
    assert Recheck.objects.count() == 1


def test_it_is_stopped_between_two_batches_and_what_was_checked_stays(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    tightened(cast)
    row, batch = asked(cast), recheck_worker._batch
    monkeypatch.setattr(recheck_worker, "A_BATCH", 1)

    def then_stop(each: Recheck) -> bool:
        if each.reached is not None:
            rechecks.stop(by=cast.dev, recheck_id=row.id)
        return batch(each)

    monkeypatch.setattr(recheck_worker, "_batch", then_stop)
    with django_capture_on_commit_callbacks(execute=True):
        recheck_worker.process(row.id)
    row.refresh_from_db()
    assert (row.state, row.checked) == ("stopped", 1) and RecheckedReturn.objects.count() == row.changed
    assert "It was stopped." in text_of(get(cast.dev, "submissions:recheck_detail", row.id))
    assert mail.outbox == []
    assert "had ended before" in refused(rechecks.stop(by=cast.dev, recheck_id=row.id))
    assert "had ended before" in text_of(post(cast.dev, "submissions:recheck_stop", row.id))


def test_a_worker_that_takes_over_goes_on_where_the_first_ended(cast, monkeypatch, django_capture_on_commit_callbacks):
    tightened(cast)
    row, batch = asked(cast), recheck_worker._batch
    monkeypatch.setattr(recheck_worker, "A_BATCH", 1)
    monkeypatch.setattr(recheck_worker, "_batch", lambda each: batch(each) if each.reached is None else 1 / 0)
    assert worked(row, django_capture_on_commit_callbacks).state == "received"
    monkeypatch.setattr(recheck_worker, "_batch", batch)
    row = worked(row, django_capture_on_commit_callbacks)
    assert (row.state, row.checked, row.changed, row.tries) == ("done", 2, 1, 2)


def test_after_three_errors_it_fails_and_says_so(cast, monkeypatch, django_capture_on_commit_callbacks):
    row = asked(cast)
    monkeypatch.setattr(recheck_worker, "checked_again", lambda *_: 1 / 0)
    for state in ("received", "received", "failed"):
        assert worked(row, django_capture_on_commit_callbacks).state == state
    assert [one.subject for one in mail.outbox] == ["Not all returns could be checked again"]
    assert "an error of its own" in text_of(get(cast.dev, "submissions:recheck_detail", row.id))


def test_the_ranges_are_those_of_when_it_was_asked(cast, django_capture_on_commit_callbacks):
    row = asked(cast)
    tightened(cast)
    assert worked(row, django_capture_on_commit_callbacks).changed == 0


def test_without_a_return_that_is_in_there_is_nothing_to_check(cast):
    Return.objects.filter(exercise=cast.exercise).update(state="in_progress")
    assert "nothing to check again" in text_of(post(cast.dev, "submissions:recheck_begin", cast.exercise.id))
    assert not Recheck.objects.exists()


def test_a_form_that_is_not_known_any_more_is_counted(cast, django_capture_on_commit_callbacks):
    Version.objects.filter(provider_id=cast.oak.id).update(form_version="2001")
    row = worked(asked(cast), django_capture_on_commit_callbacks)
    assert (row.checked, row.unknown, row.changed) == (2, 1, 0)
    assert "1 return could not be checked again" in text_of(get(cast.dev, "submissions:recheck_detail", row.id))


def test_whoever_is_no_analyst_any_more_is_told_nothing(cast, django_capture_on_commit_callbacks):
    row = asked(cast)
    Role.objects.filter(person_id=cast.dev.person_id).update(ended_at=timezone.now())
    assert worked(row, django_capture_on_commit_callbacks).state == "done"
    assert mail.outbox == []


def test_the_sweeper_finds_what_waits_and_what_a_dead_worker_left(cast, nudged):
    row, long_ago = asked(cast), timezone.now() - timedelta(days=1)
    assert recheck_worker.sweep() == 0
    Recheck.objects.filter(id=row.id).update(received_at=long_ago)
    assert recheck_worker.sweep() == 1
    Recheck.objects.filter(id=row.id).update(state="working", claimed_at=long_ago, tries=1)
    assert recheck_worker.sweep() == 1
    Recheck.objects.filter(id=row.id).update(tries=3)
    assert recheck_worker.sweep() == 0
    row.refresh_from_db()
    assert row.state == "failed"


@pytest.mark.parametrize("name", mostly_by_night("ada", "bea", "carol", "ned", "reg", "gus", "alex", "una"))
def test_nobody_else_finds_it(cast, name):
    who, row = getattr(cast, name), asked(cast)
    assert get(who, "submissions:recheck_list", cast.exercise.id).status_code == 404
    assert get(who, "submissions:recheck_detail", row.id).status_code == 404
    for page, of in (("begin", cast.exercise.id), ("stop", row.id)):
        assert post(who, f"submissions:recheck_{page}", of).status_code == 404


def test_an_approver_reads_and_neither_begins_nor_stops(cast):
    row = asked(cast)
    text = text_of(get(cast.fay, "submissions:recheck_detail", row.id))
    assert "Being checked" in text or "Waiting" in text
    assert "Stop" not in text
    assert post(cast.fay, "submissions:recheck_stop", row.id).status_code == 404
    assert post(cast.fay, "submissions:recheck_begin", cast.exercise.id).status_code == 404
