"""What has a receipt is kept as it came; what is refused leaves nothing behind."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from unittest import mock

import pytest
from django.db import connection
from kombu.exceptions import OperationalError

from accounts.actions import encryption, task_queue
from accounts.domain.refusal import Refusal
from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from register.models import Exercise, Participation
from spreadsheets import limits
from submissions import queries
from submissions.actions import references, returns, uploads
from submissions.actions.claimed_uploads import PROCESS_UPLOAD
from submissions.domain.results import Receipt
from submissions.models import Return, Upload
from submissions.tests.cast import (
    OUTSIDERS,
    Cast,
    at,
    behind_the_wall,
    mostly_by_night,
    on_page,
    outsider,
    refused,
    submitted,
)

pytestmark = pytest.mark.django_db
DATA = b"not a workbook, and kept all the same"


def send(cast: Cast, by=None, data: bytes = DATA, name: str = "elm.xlsx", to: Participation | None = None):
    by = cast.ada if by is None else by
    with behind_the_wall(by):
        return uploads.receive(by=by, participation_id=(to or cast.at_elm).id, file_name=name, data=data)


def test_a_file_is_kept_as_it_came_and_sealed(cast):
    receipt = send(cast)
    upload = Upload.objects.get(id=receipt.upload_id)
    assert encryption.unseal(upload.sealed) == DATA
    assert DATA not in bytes(upload.sealed)
    assert upload.sha256 == receipt.sha256 == sha256(DATA).hexdigest()
    assert (upload.size, upload.file_name, upload.number, upload.state) == (len(DATA), "elm.xlsx", 1, "received")
    assert upload.received_by_id == cast.ada.person_id


def test_the_row_bears_the_columns_by_which_the_database_guards_it(cast):
    upload = Upload.objects.get(id=send(cast).upload_id)
    for row in (upload, upload.submission):
        assert (row.exercise_id, row.authority_id, row.provider_id) == (
            cast.exercise.id, cast.authority.id, cast.elm.id,
        )  # fmt: skip


def test_the_reference_can_be_read_out_over_the_phone(cast):
    reference = send(cast).reference
    assert reference.startswith("CC-")
    assert len(reference) == 9
    assert set(reference[3:]) <= set(references.LETTERS)


def test_a_reference_that_is_taken_is_drawn_again(cast):
    taken = send(cast).reference
    with mock.patch.object(references, "new_reference", side_effect=[taken, taken, "CC-NEW234"]):
        assert send(cast, data=b"another").reference == "CC-NEW234"


def test_the_audit_trail_says_who_sent_what_and_holds_no_file_name(cast):
    receipt = send(cast, name="we pay 12.34.xlsx")
    event = AuditEvent.objects.get(verb="uploaded a file")
    assert (event.by_id, event.subject_id) == (cast.ada.person_id, str(receipt.return_id))
    assert (event.authority_id, event.provider_id) == (cast.authority.id, cast.elm.id)
    assert event.words == f"{receipt.reference}, version 1"


def test_the_first_file_begins_the_return(cast):
    receipt = send(cast)
    submission = Return.objects.get(participation=cast.at_elm)
    assert (submission.id, submission.state, submission.current) == (receipt.return_id, "in_progress", None)


def test_a_double_click_gets_the_same_receipt(cast):
    first, second = send(cast), send(cast)
    assert second.is_repeat and not first.is_repeat
    assert (second.upload_id, second.reference) == (first.upload_id, first.reference)
    assert Upload.objects.count() == 1
    assert AuditEvent.objects.filter(verb="uploaded a file").count() == 1


def test_the_same_file_after_a_minute_is_a_new_version(cast):
    first = send(cast)
    with at(first.received_at + uploads.SAME_CLICK + timedelta(seconds=1)):
        second = send(cast)
    assert second.number == 2
    assert not second.is_repeat


def test_going_back_to_an_earlier_file_makes_it_the_latest_again(cast):
    send(cast)
    send(cast, data=b"another")
    again = send(cast)
    assert (again.number, again.is_repeat) == (3, False)


def test_a_file_that_failed_may_be_sent_again_at_once(cast):
    first = send(cast)
    Upload.objects.filter(id=first.upload_id).update(state="failed")
    assert send(cast).number == 2


def test_a_colleagues_file_is_named_in_the_receipt_and_kept(cast):
    with at(datetime(2026, 7, 14, 13, 3, tzinfo=UTC)):
        Exercise.objects.update(opens_on=date(2026, 7, 1), closes_on=date(2026, 7, 31))
        assert send(cast, by=cast.tom).notice == ""
        notice = send(cast, data=b"Ada's").notice
    assert notice == (
        "Tom Elm uploaded a file on 14 July 2026 at 2:03pm. "
        "Yours replaces it as the current version; theirs is kept."
    )  # fmt: skip
    assert Upload.objects.count() == 2


def test_the_same_file_of_a_colleague_is_said_to_be_theirs(cast):
    send(cast, by=cast.tom)
    assert send(cast).notice.startswith("Tom Elm sent the same file at ")


def test_one_s_own_earlier_file_needs_no_word(cast):
    send(cast)
    assert send(cast, data=b"another").notice == ""


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS[:-1]))
def test_nobody_else_can_send_a_file_for_a_location(cast, name):
    assert refused(send(cast, by=outsider(cast, name))) == "This location is not one of yours."
    assert not Return.objects.exists()


@pytest.mark.parametrize("name", ["dev", "fay"])
def test_the_team_reads_returns_and_sends_none(cast, name):
    assert isinstance(send(cast, by=outsider(cast, name)), Refusal)


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev"))
def test_the_wall_alone_lets_nobody_else_write_an_upload(cast, name):
    """The permission layer is switched off: the row is written as it is."""
    receipt = send(cast)
    row = Upload.objects.get(id=receipt.upload_id)
    row.pk, row.number, row.reference = None, 2, "CC-STRANGE"
    with pytest.raises(Exception, match="row-level security"), behind_the_wall(outsider(cast, name)):
        row.save(force_insert=True)


def test_a_file_that_is_too_large_is_refused_in_words(cast):
    words = refused(send(cast, data=b"x" * (limits.FILE_BYTES + 1)))
    assert "larger than 10 MB" in words
    assert not Return.objects.exists()


def test_a_location_out_of_scope_owes_nothing(cast):
    Participation.objects.filter(id=cast.at_elm.id).update(eligibility="not_relevant", eligibility_reason="closed")
    assert "not asked for a return" in refused(send(cast))


class TestTheExerciseCloses:
    """At the end of its closing day in the United Kingdom; the server's time of receipt decides."""

    @pytest.fixture(autouse=True)
    def summer(self, cast):
        Exercise.objects.update(opens_on=date(2026, 7, 1), closes_on=date(2026, 7, 31))
        self.cast = cast

    def send_at(self, *moment: int, seconds: int = 0):
        with at(datetime(*moment, seconds, tzinfo=UTC)):
            return send(self.cast)

    def test_until_the_last_second_of_the_day(self):
        assert isinstance(self.send_at(2026, 7, 31, 22, 59, seconds=59), Receipt)

    def test_and_not_a_second_longer(self):
        words = refused(self.send_at(2026, 7, 31, 23, 0))
        assert words.startswith("This exercise closed at the end of 31 July 2026.")
        assert not Return.objects.exists()

    def test_nor_before_it_opens(self):
        assert refused(self.send_at(2026, 6, 30, 22, 59)) == "This exercise opens on 1 July 2026."
        assert isinstance(self.send_at(2026, 6, 30, 23, 0), Receipt)

    def test_but_later_where_a_location_was_given_longer(self):
        Participation.objects.filter(id=self.cast.at_elm.id).update(extended_until=date(2026, 8, 2))
        assert isinstance(self.send_at(2026, 8, 2, 22, 59), Receipt)
        assert isinstance(self.send_at(2026, 8, 2, 23, 0), Refusal)

    def test_and_an_extension_before_the_closing_day_shortens_nothing(self):
        Participation.objects.filter(id=self.cast.at_elm.id).update(extended_until=date(2026, 7, 10))
        assert isinstance(self.send_at(2026, 7, 31, 12, 0), Receipt)


def test_a_return_that_was_submitted_must_be_taken_back_first(cast):
    done = submitted(cast.ada, cast.at_elm)
    assert "Take it back first" in refused(send(cast))
    returns.take_back(by=cast.ada, return_id=done.id)
    assert send(cast).number == 2


def test_a_return_that_was_left_out_is_for_the_team_to_open(cast):
    done = submitted(cast.ada, cast.at_elm)
    returns.exclude(by=cast.dev, return_id=done.id, reason="Two returns for one branch.")
    assert "ask the independent team" in refused(send(cast))


def test_the_worker_is_nudged_only_after_the_commit(cast, django_capture_on_commit_callbacks):
    with mock.patch.object(task_queue, "nudge") as nudge:
        with django_capture_on_commit_callbacks() as promised:
            receipt = send(cast)
        nudge.assert_not_called()
        for promise in promised:
            promise()
    nudge.assert_called_once_with(PROCESS_UPLOAD, receipt.upload_id)


@pytest.mark.parametrize("trouble", [OperationalError("no broker"), ConnectionRefusedError(), TimeoutError()])
def test_a_broker_that_is_gone_does_not_break_the_receipt(cast, trouble):
    with mock.patch("celery.app.base.Celery.send_task", side_effect=trouble), on_page(cast.ada):
        receipt = uploads.receive(by=cast.ada, participation_id=cast.at_elm.id, file_name="elm.xlsx", data=DATA)
    assert Upload.objects.filter(id=receipt.upload_id, state="received").exists()


def test_nothing_is_left_where_the_row_cannot_be_written(cast):
    with mock.patch.object(references, "save_with_reference", side_effect=RuntimeError), pytest.raises(RuntimeError):
        send(cast)
    assert not Return.objects.exists()
    assert not AuditEvent.objects.filter(verb="uploaded a file").exists()


class TestTheFileIsGivenBack:
    def open(self, context, receipt):
        with behind_the_wall(context):
            return uploads.open_file(by=context, upload_id=receipt.upload_id)

    @pytest.mark.parametrize("name", ["ada", "tom", "dev", "fay"])
    def test_as_it_came_to_who_may_read_the_return(self, cast, name):
        context = getattr(cast, name)
        opened = self.open(context, send(cast))
        assert (opened.name, opened.data) == ("elm.xlsx", DATA)
        assert AuditEvent.objects.get(verb="opened a file").by_id == context.person_id

    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
    def test_and_to_nobody_else(self, cast, name):
        assert self.open(outsider(cast, name), send(cast)) is None
        assert not AuditEvent.objects.filter(verb="opened a file").exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    first_by_day(
        [
            (r"C:\Users\ada\Desktop\elm.xlsx", "elm.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("  elm   care.xlsx ", "elm care.xlsx"),
            ("elm\x00\n\u202excod.xlsx", "elmxcod.xlsx"),
            ("", "return.xlsx"),
            ("/", "return.xlsx"),
            ("x" * 300 + ".xlsx", "x" * 195 + ".xlsx"),
            ("y" * 300, "y" * 200),
        ],
        3,
    ),
)
def test_a_file_name_is_made_fit_to_be_shown(cast, given, shown):
    assert send(cast, name=given).file_name == shown


def test_uploads_are_listed_without_their_bytes(cast):
    send(cast)
    submission = Return.objects.get()
    with behind_the_wall(cast.ada):
        (upload,) = queries.uploads_of(cast.ada, submission)
    assert "sealed" in upload.get_deferred_fields()


def test_the_wall_hides_uploads_from_all_others_even_without_a_filter(cast):
    send(cast)
    for name in OUTSIDERS:
        with behind_the_wall(outsider(cast, name)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM submissions_upload")
            assert cursor.fetchone() == (0,), name
