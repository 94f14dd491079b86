"""Each upload becomes one version with its findings and costs, once, whatever is in the file and however it is run."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from unittest import mock

import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from accounts.actions import outbox, roles, task_queue
from accounts.actions.smtp_backend import SmtpBackend
from accounts.models import (
    AuditEvent,
    Mail,
    Role,
    User,
)
from costing import sandbox
from costing.exercise_requirements import ExerciseRequirements
from costing.report import check_raw
from costing.sandbox import read_bytes
from costing.serialisation import answers_from, costs_from
from costing.tests.returns import example
from register.models import Exercise, Location, Participation
from submissions import queries, tasks
from submissions.actions import (
    check_upload,
    claimed_uploads,
    process_upload,
    requeue_stuck,
    returns,
    version_record,
)
from submissions.models import (
    Return,
    Upload,
    Version,
    VersionFinding,
)
from submissions.tests.cast import as_worker, at, hand_in, send_in, submitted, workbook_for

pytestmark = pytest.mark.django_db


def process(receipt):
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        return process_upload.process(receipt.upload_id)


def test_a_workbook_becomes_a_version_with_what_it_says_and_comes_to(cast):
    version = process(send_in(cast.ada, cast.at_elm))
    assert (version.number, version.layer, version.is_accepted) == (1, 5, True)
    assert version.form_service == "homecare"
    assert version.answers["basic_pay_rate"]["value"] == "13.1"
    total = costs_from(Version.objects.get().costs).columns["homecare"]["total"]
    assert abs(total - Decimal(example("homecare_3")["expected"]["lines"]["total"])) < Decimal("0.00005")


def test_what_is_stored_is_what_was_found_unrounded(cast):
    data = workbook_for(cast.at_elm, basic_pay_rate="11.00", marketing_cost="n/a")
    hand_in(cast.ada, cast.at_elm, data)
    version = Version.objects.get()
    report = check_raw(read_bytes(data), ExerciseRequirements(service="homecare", location_id="1-100000001"))
    assert costs_from(version.costs) == report.costs
    assert answers_from(version.form_service, version.form_version, version.answers) == report.answers
    assert report.findings
    kept = [(found.code, found.key or None, found.message, found.value) for found in version.findings.all()]
    assert [found[:3] for found in kept] == [(found.code, found.key, found.message) for found in report.findings]
    assert ("H05", "basic_pay_rate", "11") in [(code, key, value) for code, key, _, value in kept]


def test_the_return_goes_on_with_it_and_the_upload_is_done(cast):
    receipt = send_in(cast.ada, cast.at_elm)
    version = process(receipt)
    upload, submission = Upload.objects.get(), Return.objects.get()
    assert (upload.state, upload.station, upload.tries) == ("done", "done", 1)
    assert upload.finished_at is not None
    assert (submission.state, submission.current) == ("in_progress", version)
    assert AuditEvent.objects.get(verb="checked a file").by is None


def test_running_twice_makes_one_version_and_one_letter(cast):
    receipt = send_in(cast.ada, cast.at_elm)
    assert process(receipt) is not None
    assert process(receipt) is None
    assert Version.objects.count() == 1
    assert len(mail.outbox) == 1


def test_an_upload_that_is_not_there_is_nobody_s_trouble(db):
    tasks.process_upload("00000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 but not really"])
def test_a_file_that_cannot_be_read_is_a_finding_and_not_a_failure(cast, data):
    version = process(send_in(cast.ada, cast.at_elm, data))
    (finding,) = version.findings.all()
    assert finding.code.startswith("F")
    assert (version.layer, version.is_accepted, version.answers, version.costs) == (1, False, {}, None)
    assert Upload.objects.get().state == "done"


class TestTermsOfTheExercise:
    def codes(self, cast, **changed):
        return {
            found.code: found
            for found in hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **changed)).findings.all()
        }

    def test_a_file_for_another_location_must_be_put_right(self, cast):
        version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm_too))
        assert "R01" in {found.code for found in version.findings.all()}
        assert not version.is_accepted

    def test_the_price_date_is_the_exercise_s(self, cast):
        Exercise.objects.update(price_date="2025-04-01")
        assert "R02" in self.codes(cast)

    def test_the_bands_are_the_exercise_s(self, cast):
        assert "H13" not in self.codes(cast)
        Exercise.objects.update(bands={"back_office_per_hour": {"low": "1", "high": "1.5"}})
        data = workbook_for(cast.at_elm_too)
        assert "H13" in {found.code for found in hand_in(cast.ada, cast.at_elm_too, data).findings.all()}

    def test_the_hours_that_the_council_commissions_are_the_weight(self, cast):
        Participation.objects.update(weight=Decimal(1))
        assert self.codes(cast)["H11"].audience == "analyst"

    def test_a_location_that_is_not_active_any_more_is_said_to_be(self, cast):
        Location.objects.update(is_active=False)
        assert "not active" in self.codes(cast)["R01"].message

    def test_the_form_is_the_exercise_s_service(self, cast):
        Exercise.objects.update(service="care_home")
        Location.objects.update(is_care_home=True)
        assert "R02" in self.codes(cast)


class TestTheLaterFileWins:
    def test_though_the_earlier_is_done_last(self, cast):
        first, second = send_in(cast.ada, cast.at_elm), send_in(cast.tom, cast.at_elm, b"later")
        later, earlier = process(second), process(first)
        assert (earlier.number, later.number) == (1, 2)
        assert Return.objects.get().current == later
        assert Version.objects.count() == 2

    def test_and_each_is_told_what_became_of_theirs(self, cast):
        first, second = send_in(cast.ada, cast.at_elm), send_in(cast.tom, cast.at_elm, b"later")
        process(second), process(first)
        to_tom, to_ada = mail.outbox
        assert "not the current version" in to_ada.body
        assert "not the current version" not in to_tom.body


class TestTheReturnMovedOnMeanwhile:
    def test_a_version_that_comes_too_late_is_kept_and_does_not_count(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        returns.take_back(by=cast.ada, return_id=done.id)
        late = send_in(cast.ada, cast.at_elm, b"late")
        Return.objects.update(state="submitted", submitted_at=timezone.now())
        version = process(late)
        submission = Return.objects.get()
        assert (submission.state, submission.current.number) == ("submitted", 1)
        assert version.number == 2
        assert Upload.objects.get(id=late.upload_id).state == "done"

    def test_the_time_of_receipt_decides_and_not_that_of_the_work(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        Exercise.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")
        assert Return.objects.get().current is None
        assert process(receipt) == Return.objects.get().current


class TestTroubleOfOurs:
    @pytest.fixture
    def broken(self):
        with mock.patch.object(process_upload, "report_on", side_effect=ZeroDivisionError("a bug")) as broken:
            yield broken

    def test_gives_the_upload_back(self, cast, broken):
        receipt = send_in(cast.ada, cast.at_elm)
        assert process(receipt) is None
        upload = Upload.objects.get()
        assert (upload.state, upload.tries, upload.station) == ("received", 1, "")
        assert not mail.outbox

    def test_and_the_next_try_may_do_it(self, cast, broken):
        receipt = send_in(cast.ada, cast.at_elm)
        process(receipt)
        broken.side_effect = check_upload.report_on
        assert process(receipt).number == 1

    def test_three_tries_are_enough_and_the_file_is_kept(self, cast, broken):
        receipt = send_in(cast.ada, cast.at_elm)
        for _ in range(5):
            process(receipt)
        upload = Upload.objects.get()
        assert (upload.state, upload.tries) == ("failed", 3)
        assert broken.call_count == 3
        assert bytes(upload.sealed)
        progress = queries.progress_of(cast.ada, receipt.upload_id)
        assert progress.has_failed and progress.reference == receipt.reference

    def test_then_administrators_are_told_a_reference_and_no_more(self, cast, broken):
        receipt = send_in(cast.ada, cast.at_elm)
        for _ in range(5):
            process(receipt)
        to_alex, to_ada = mail.outbox
        assert (to_alex.to, to_ada.to) == (["alex.administrator@example.org"], ["ada.elm@example.org"])
        assert receipt.reference in to_alex.body
        assert "Elm" not in to_alex.body + to_alex.subject
        assert not to_alex.attachments

    def test_what_half_a_commit_wrote_is_gone(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        with mock.patch.object(version_record, "record_on", side_effect=RuntimeError):
            process(receipt)
        assert not Version.objects.exists()
        assert not VersionFinding.objects.exists()
        assert (Upload.objects.get().state, Return.objects.get().current) == ("received", None)

    def test_a_file_that_was_changed_at_rest_fails(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        Upload.objects.update(sealed=b"something else")
        process(receipt)
        assert Upload.objects.get().state == "received"


class TestClaims:
    def test_one_worker_at_a_time(self, cast):
        upload_id = send_in(cast.ada, cast.at_elm).upload_id
        assert claimed_uploads.claim(upload_id) is not None
        assert claimed_uploads.claim(upload_id) is None

    def test_a_claim_whose_worker_is_gone_is_taken_over(self, cast):
        upload_id = send_in(cast.ada, cast.at_elm).upload_id
        lost = claimed_uploads.claim(upload_id)
        Upload.objects.update(claimed_at=timezone.now() - claimed_uploads.ROWS.stale_after * 2)
        taken_over = claimed_uploads.claim(upload_id)
        assert (lost.tries, taken_over.tries) == (1, 2)

    def test_a_worker_that_was_only_slow_writes_nothing_over_the_other(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)

        def slow(*given):
            Upload.objects.update(claimed_at=timezone.now() - claimed_uploads.ROWS.stale_after * 2)
            assert claimed_uploads.claim(receipt.upload_id) is not None
            return check_upload.report_on(*given)

        with mock.patch.object(process_upload, "report_on", side_effect=slow):
            assert process(receipt) is None
        assert not Version.objects.exists()
        assert (Upload.objects.get().state, Upload.objects.get().tries) == ("claimed", 2)
        assert not mail.outbox


class TestTheSweeper:
    def nudged(self):
        going_out = TestCase.captureOnCommitCallbacks(execute=True)
        with mock.patch.object(task_queue, "nudge", return_value=True) as nudge, as_worker(), going_out:
            count = requeue_stuck.sweep()
        assert count == nudge.call_count
        return [call.args[1] for call in nudge.call_args_list]

    def age(self, **columns):
        Upload.objects.update(**dict.fromkeys(columns, timezone.now() - timedelta(hours=1)))

    def test_leaves_a_file_alone_that_came_just_now(self, cast):
        send_in(cast.ada, cast.at_elm)
        assert self.nudged() == []

    def test_nudges_for_a_file_that_waits_too_long(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        self.age(received_at=1)
        assert self.nudged() == [receipt.upload_id]

    def test_and_for_one_whose_worker_is_gone(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        claimed_uploads.claim(receipt.upload_id)
        assert self.nudged() == []
        self.age(claimed_at=1)
        assert self.nudged() == [receipt.upload_id]

    def test_the_oldest_first_and_not_all_at_once(self, cast):
        new, old = send_in(cast.ada, cast.at_elm), send_in(cast.ada, cast.at_elm_too)
        self.age(received_at=1)
        Upload.objects.filter(id=old.upload_id).update(received_at=timezone.now() - timedelta(days=1))
        with mock.patch.object(requeue_stuck, "AT_A_TIME", 1):
            assert self.nudged() == [old.upload_id]
        assert self.nudged() == [old.upload_id, new.upload_id]

    def test_gives_up_what_killed_three_workers(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        for _ in range(3):
            assert claimed_uploads.claim(receipt.upload_id)
            self.age(claimed_at=1)
        assert self.nudged() == []
        assert Upload.objects.get().state == "failed"
        assert len(mail.outbox) == 2
        assert self.nudged() == []
        assert len(mail.outbox) == 2

    def test_has_nothing_to_do_with_what_is_done_or_failed(self, cast):
        hand_in(cast.ada, cast.at_elm)
        failed = send_in(cast.ada, cast.at_elm_too)
        Upload.objects.filter(id=failed.upload_id).update(state="failed")
        self.age(received_at=1, claimed_at=1)
        assert self.nudged() == []


class TestTheLetter:
    def test_says_how_much_there_is_to_do_and_no_figure(self, cast):
        data = workbook_for(cast.at_elm, basic_pay_rate="11.07", visits_double_handed="987654")
        hand_in(cast.ada, cast.at_elm, data)
        (letter,) = mail.outbox
        assert letter.to == ["ada.elm@example.org"]
        assert letter.subject == "Your return for Elm Home Care has been checked: 1 thing to put right"
        html = letter.alternatives[0].content
        for text in (letter.body, html):
            assert "1 thing to put right and 1 unusual figure to change or explain" in text
            assert "11.07" not in text and "987654" not in text and "£" not in text

    def test_findings_for_analysts_alone_are_not_counted(self, cast):
        Participation.objects.update(weight=Decimal(1))
        version = hand_in(cast.ada, cast.at_elm)
        assert version.findings.filter(audience="analyst").exists()
        assert "nothing to put right" in mail.outbox[0].subject

    def test_is_not_sent_to_who_wants_fewer(self, cast):
        User.objects.update(wants_fewer_emails=True)
        hand_in(cast.ada, cast.at_elm)
        assert not mail.outbox

    def test_nor_to_who_has_left_the_provider(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        roles.end(by=cast.alex, role=Role.objects.get(person_id=cast.ada.person_id))
        process(receipt)
        assert not mail.outbox

    def test_a_mail_server_that_is_away_does_not_undo_the_work(self, cast):
        with mock.patch.object(SmtpBackend, "_open", side_effect=ConnectionRefusedError):
            version = hand_in.__wrapped__(cast.ada, cast.at_elm)
        assert Return.objects.get().current == version
        assert Mail.objects.get().state == "waiting" and not mail.outbox
        with as_worker(), at(timezone.now() + timedelta(minutes=2)):
            outbox.sweep()
        assert len(mail.outbox) == 1 and Mail.objects.get().text == ""

    def test_a_name_of_two_lines_is_no_second_header(self, cast):
        Participation.objects.update(location_name="Elm\r\nBcc: all@example.org")
        hand_in(cast.ada, cast.at_elm)
        assert mail.outbox[0].subject.startswith("Your return for Elm Bcc: all@example.org has")
        assert mail.outbox[0].recipients() == ["ada.elm@example.org"]


def test_a_crafted_file_with_long_names_fits_into_its_columns(cast):
    raw = read_bytes(workbook_for(cast.at_elm, basic_pay_rate=""))
    far_away = {"sheet": "s" * 5000 + "\x00", "address": "ZZZ" + "9" * 30}
    crafted = replace(raw, cells={key: cell._replace(**far_away) for key, cell in raw.cells.items()})
    receipt = send_in(cast.ada, cast.at_elm)
    with mock.patch.object(sandbox, "read_bytes", return_value=crafted):
        assert process(receipt).findings.exists()
