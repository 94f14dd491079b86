"""An old log is looked at and then entered whole or not at all; the same file twice changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.actions import encryption, task_queue
from accounts.models import Role
from accounts.tests.pages import client_of, get, post, text_of
from engagement import queries, tasks
from engagement.contacts.actions import contacts, log_import_worker, log_imports
from engagement.contacts.domain.log_file.writer import log_csv, log_xlsx
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT, a_call
from engagement.coverage.tests.test_locations_are_reached import somebody
from engagement.models import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith, LogImport
from register.actions.import_work import STALE_AFTER
from register.domain.imports import ImportState
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall, mostly_by_night, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
HEADER = "Date,Time,Type,Outcome,Location ID,Location,Contact,Notes,Logged by"
GOOD = (
    "03/11/2026,14:15,Phone call,Voicemail,1-100000001,,Sam Elm; Kim,Rang.,Jo Before",
    "04/11/2026,,Email,,1-100000001; 1-100000003,,sam@elm.example,,ned.engagement@example.org",
    "04/11/2026,,Email,,,oak home care,,,",
)
BAD = ("05/11/2026,,Call,Spoke,1-199999999,,,,", "31/11/2026,,Call,Spoke,1-100000001,,,,")


@pytest.fixture(autouse=True)
def nudged() -> Iterator[Any]:
    """What a worker would have been told of."""
    with mock.patch.object(task_queue, "nudge") as nudge:
        yield nudge


def file_of(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def work(row: LogImport) -> LogImport:
    """As the worker's own role in the database does it."""
    with as_worker():
        log_import_worker.process(row.id)
    row.refresh_from_db()
    return row


def brought(cast: Cast, *rows: str, who: str = "ned", data: bytes = b"") -> LogImport:
    """And read."""
    with behind_the_wall(by := getattr(cast, who)):
        row = log_imports.receive(by=by, exercise_id=cast.exercise.id, file_name="old.csv", data=data or file_of(*rows))
    assert isinstance(row, LogImport)
    return work(row)


def confirm(cast: Cast, row: LogImport, who: str = "ned", leave_out: bool = False) -> Any:
    """And entered, where it may be."""
    with behind_the_wall(by := getattr(cast, who)):
        done = log_imports.confirm(by=by, import_id=row.id, plan_sha256=row.plan_sha256, leave_out=leave_out)
    return work(done) if isinstance(done, LogImport) else done


def exported(cast: Cast) -> str:
    return "".join(log_csv(queries.log_rows(cast.ned, queries.log_of(cast.ned, cast.exercise.id, order="when"))))


def forget(cast: Cast) -> None:
    """The log of another portal: nothing in it yet."""
    for model in (ContactNote, ContactWith, ContactColleague, ContactAbout, Contact):
        model.objects.all().delete()


def test_nothing_is_entered_before_it_is_confirmed_and_then_all_of_it(cast: Cast):
    sam = somebody(cast, email="sam@elm.example")
    row = brought(cast, *GOOD)
    assert not Contact.objects.exists()
    done = confirm(cast, row)
    assert isinstance(done, LogImport) and done.entered == 3
    assert done.state == ImportState.DONE and bytes(done.sealed) == b"" and done.preview == {}
    call = Contact.objects.get(channel="call")
    assert {(each.person, each.name) for each in call.people.all()} == {(sam, ""), (None, "Kim")}
    assert call.notes.get().words == "Rang.\nLogged by: Jo Before." and call.by_id == cast.ned.person_id
    mail = Contact.objects.get(channel="email", people__person=sam)
    assert {each.participation_id for each in mail.about.all()} == {cast.at_elm.id, cast.at_oak.id}
    assert mail.outcome == "sent" and mail.source == "imported"


def test_the_same_file_twice_changes_nothing_even_when_an_entry_was_taken_back(cast: Cast):
    twice = (*GOOD, GOOD[2])
    confirm(cast, brought(cast, *twice))
    assert Contact.objects.count() == 4
    contacts.take_back(by=cast.ned, contact_id=Contact.objects.filter(channel="email")[0].id)
    assert "nothing in this file" in refused(confirm(cast, brought(cast, *twice)))
    assert Contact.objects.count() == 4


def test_rows_that_cannot_be_taken_in_are_sentences_and_left_out_only_when_that_is_said(cast: Cast):
    row = brought(cast, GOOD[0], *BAD)
    words = text_of(get(cast.ned, "engagement:log_import", cast.exercise.id, row.id))
    assert "Row 3, Location ID: we read “1-199999999”, we expected a location of this exercise." in words
    assert "Row 4, Date: we read “31/11/2026”, we expected a date, such as 22/11/2026." in words
    assert "Tick the box" in refused(confirm(cast, row)) and not Contact.objects.exists()
    assert isinstance(confirm(cast, row, leave_out=True), LogImport) and Contact.objects.count() == 1


@pytest.mark.parametrize("write", [lambda rows: "".join(log_csv(rows)).encode(), lambda rows: b"".join(log_xlsx(rows))])
def test_import_of_an_exported_log_gives_the_log(cast: Cast, write: Any):
    sam, today = somebody(cast, email="sam@elm.example"), timezone.localdate()
    full = a_call(
        cast, people_ids=(sam.id,), names=("Kim; or so",), colleague_ids=(cast.dev.person_id,), minutes=5,
        promised_on=today, next_step="Ring", next_on=today, next_for_id=cast.dev.person_id, words="=1+1\n\nSecond",
        is_shared=True,
    )  # fmt: skip
    for contacted in (full, a_call(cast, participation_ids=(cast.at_oak.id,), topics=(), words="")):
        contacts.log(by=cast.ned, contacted=contacted)
    before = exported(cast)
    data = write(queries.log_rows(cast.ned, queries.log_of(cast.ned, cast.exercise.id, order="when")))
    assert "nothing in this file" in refused(confirm(cast, brought(cast, data=data)))
    forget(cast)
    assert isinstance(confirm(cast, brought(cast, data=data)), LogImport)
    assert exported(cast).replace("From a file", "Typed") == before


def test_each_side_brings_its_own_entries(cast: Cast):
    contacts.log(by=cast.carol, contacted=a_call(cast, words="Hers."))
    data = exported(cast).encode()
    forget(cast)
    row = brought(cast, data=data)
    assert row.preview["of_others"] == 1
    assert "nothing in this file" in refused(confirm(cast, row))


@pytest.mark.parametrize("name", mostly_by_night("carol", "gus", *DOES_NOT))
def test_what_the_team_brought_is_the_team_s(cast: Cast, name: str):
    row, who = brought(cast, *GOOD), getattr(cast, name)
    assert get(who, "engagement:log_import", cast.exercise.id, row.id).status_code == 404
    assert confirm(cast, row, who=name) is None and not Contact.objects.exists()
    with behind_the_wall(who):
        assert not LogImport.objects.exists()


def test_it_is_brought_looked_at_and_confirmed_by_page(
    cast: Cast, nudged: Any, django_capture_on_commit_callbacks: Any
):
    client, page = client_of(cast.carol), ("engagement:log_import", cast.exercise.id)
    with django_capture_on_commit_callbacks(execute=True):
        file = SimpleUploadedFile("old.csv", file_of(*GOOD))
        answer = client.post(f"/engagement/{cast.exercise.id}/contacts/import/", {"file": file}, follow=True)
    row = LogImport.objects.get()
    nudged.assert_called_once_with(log_imports.TAKE_IN, row.id)
    assert "Waiting to be read" in text_of(answer) and bytes(row.sealed) != file_of(*GOOD)
    steps, seen = reverse("engagement:log_import_steps", args=[cast.exercise.id, row.id]), answer.context["seen"]
    assert client.get(steps, {"seen": seen}).status_code == 204
    work(row)
    assert client.get(steps, {"seen": seen}).headers["HX-Redirect"] == reverse(page[0], args=[page[1], row.id])
    shown = get(cast.carol, *page, row.id)
    assert "3 contacts would be entered" in text_of(shown) and "3 Nov 2026 14:15" in text_of(shown)
    answer = client.post(reverse(page[0], args=[page[1], row.id]), {"plan": row.plan_sha256}, follow=True)
    assert "Waiting to be entered" in text_of(answer) and not Contact.objects.exists()
    work(row)
    assert "3 contacts were entered" in text_of(get(cast.carol, *page, row.id))
    assert set(Contact.objects.values_list("side", flat=True)) == {"council"}
    row = brought(cast, *GOOD)
    words = text_of(post(cast.ned, *page, row.id, discard="yes"))
    assert "Nothing was entered" in words and bytes(LogImport.objects.get(id=row.id).sealed) == b""


def test_a_file_that_is_sent_twice_from_one_page_is_received_once_and_another_is_another(cast: Cast):
    key = uuid4()
    for rows, count in ((GOOD, 1), (GOOD, 1), (BAD, 2)):
        with behind_the_wall(cast.ned):
            log_imports.receive(
                by=cast.ned, exercise_id=cast.exercise.id, file_name="old.csv", data=file_of(*rows), key=key
            )
        assert LogImport.objects.count() == count


def test_a_file_of_no_use_says_why_and_where_to_bring_another(cast: Cast):
    row = brought(cast, data=b"PK")
    words = text_of(get(cast.ned, "engagement:log_import", cast.exercise.id, row.id))
    assert row.state == ImportState.REFUSED and bytes(row.sealed) == b""
    assert row.words in words and "Bring another file" in words
    empty = log_imports.receive(by=cast.ned, exercise_id=cast.exercise.id, file_name="x", data=b"")
    assert "empty" in refused(empty)


def test_what_came_into_the_log_meanwhile_is_shown_before_it_is_entered(cast: Cast):
    first, second = brought(cast, *GOOD), brought(cast, *GOOD, BAD[0])
    confirm(cast, first)
    assert confirm(cast, second, leave_out=True).state == ImportState.READY
    assert "has changed" in second.words or "has changed" in LogImport.objects.get(id=second.id).words
    assert Contact.objects.count() == 3 and LogImport.objects.get(id=second.id).preview["there"] == 3


def test_who_was_killed_while_entering_is_followed_by_another_and_nothing_is_there_twice(cast: Cast, nudged: Any):
    row = brought(cast, *GOOD)
    log_imports.confirm(by=cast.ned, import_id=row.id, plan_sha256=row.plan_sha256)
    LogImport.objects.update(state=ImportState.APPLYING, claimed_at=timezone.now(), tries=1)
    assert work(row).state == ImportState.APPLYING
    with at(timezone.now() + STALE_AFTER * 2):
        assert log_import_worker.sweep() == 1
    nudged.assert_called_with(log_imports.TAKE_IN, row.id)
    assert work(row).state == ImportState.DONE and work(row).entered == Contact.objects.count() == 3


def test_only_who_had_to_wait_is_written_to(cast: Cast, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any):
    for waited in (timedelta(seconds=50), timedelta(seconds=70)):
        row = LogImport.objects.create(
            exercise=cast.exercise, authority=cast.authority, side="team", file_name="secret.csv", sha256="x",
            sealed=encryption.seal(file_of(*GOOD)), by_id=cast.ned.person_id, received_at=timezone.now() - waited,
        )  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            work(row)
    (mail,) = mailoutbox
    assert mail.to == ["ned.engagement@example.org"] and str(row.id) in mail.body
    assert "has been read" in mail.subject and "secret" not in mail.body + mail.subject


def test_a_file_of_somebody_who_has_left_is_not_read(cast: Cast):
    with behind_the_wall(cast.ned):
        row = log_imports.receive(by=cast.ned, exercise_id=cast.exercise.id, file_name="a", data=file_of(*GOOD))
    Role.objects.filter(person_id=cast.ned.person_id).update(ended_at=timezone.now())
    assert isinstance(row, LogImport) and "no longer looks after" in work(row).words


def test_the_worker_knows_the_tasks_that_it_is_nudged_for():
    assert tasks.take_in_log.name == log_imports.TAKE_IN
    assert settings.CELERY_BEAT_SCHEDULE["sweep old logs"]["task"] == tasks.sweep_logs.name
