"""A full disk, a clock an hour off, the deadline's last second: a receipt means kept, and no receipt means nothing.

What is killed for real stands in `test_kill_whatever_runs.py`, what fills a real disk in `test_disk_is_full.py`.
"""

import errno
from datetime import UTC, datetime, timedelta
from unittest import mock
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import encryption
from accounts.actions.claimed_rows import ClaimLost
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, text_of
from register.models import Exercise
from submissions.actions import claimed_uploads, kept_reading, process_upload, references, uploads, version_record
from submissions.domain.results import Receipt
from submissions.models import Return, Upload, Version
from submissions.tests.cast import Cast, at, behind_the_wall, refused, send_in, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FULL = OperationalError("could not extend file: No space left on device")
HOUR = timedelta(hours=1)


class TestFullDisk:
    def test_says_sorry_keeps_nothing_by_halves_and_takes_the_file_when_there_is_room(self, cast: Cast):
        client, address = client_of(cast.ada), reverse("submissions:upload", args=[cast.at_elm.id])
        client.raise_request_exception = False
        with mock.patch.object(references, "save_with_reference", side_effect=FULL):
            answer = client.post(address, {"file": SimpleUploadedFile("r.xlsx", workbook_for(cast.at_elm))})
        assert answer.status_code == 503
        assert "A file is kept once you have seen its receipt" in text_of(answer)
        assert (Upload.objects.count(), Return.objects.count()) == (0, 0)
        assert not AuditEvent.objects.filter(verb="uploaded a file").exists()
        assert (
            client.post(address, {"file": SimpleUploadedFile("r.xlsx", workbook_for(cast.at_elm))}).status_code == 302
        )
        assert Upload.objects.count() == 1

    @pytest.mark.parametrize(
        ("where", "name", "trouble"),
        [
            (version_record, "record", FULL),
            (kept_reading.sandbox, "read_bytes", OSError(errno.ENOSPC, "No space left on device")),
        ],
    )
    def test_gives_the_work_back_and_it_is_done_later(self, cast: Cast, where, name, trouble):
        receipt = send_in(cast.ada, cast.at_elm)
        with mock.patch.object(where, name, side_effect=trouble):
            assert process_upload.process(receipt.upload_id) is None
        upload = Upload.objects.get()
        assert (upload.state, upload.tries, Version.objects.count()) == ("received", 1, 0)
        assert process_upload.process(receipt.upload_id) is not None
        assert encryption.unseal(Upload.objects.get().sealed) == workbook_for(cast.at_elm)


class TestClockAnHourOff:
    """Of two workers; the one whose clock is wrong claims first."""

    def goes_on_once(self, cast: Cast, *, first: datetime, second: datetime, upload_id: UUID) -> None:
        with at(first):
            sure_of_it = claimed_uploads.claim(upload_id)
        assert sure_of_it is not None
        with at(second):
            assert process_upload.process(upload_id) is not None
        with at(first), pytest.raises(ClaimLost):
            claimed_uploads.finish(sure_of_it)
        assert Version.objects.count() == 1
        assert AuditEvent.objects.filter(verb="checked a file").count() == 1

    def test_behind_its_work_looks_abandoned_and_is_taken_over_and_what_it_has_is_dropped(self, cast: Cast):
        upload_id, now = send_in(cast.ada, cast.at_elm).upload_id, timezone.now()
        self.goes_on_once(cast, first=now - HOUR, second=now, upload_id=upload_id)

    def test_ahead_its_work_waits_the_hour_if_it_dies_and_is_not_lost(self, cast: Cast):
        upload_id, now = send_in(cast.ada, cast.at_elm).upload_id, timezone.now()
        later = now + HOUR + timedelta(seconds=settings.CLAIM_SECONDS + 1)
        self.goes_on_once(cast, first=now + HOUR, second=later, upload_id=upload_id)


class TestLastSecond:
    """The exercise closes at the end of its day in London, which in summer is an hour before the day ends in UTC."""

    CLOSES = {
        "winter": (datetime(2026, 12, 18).date(), datetime(2026, 12, 19, 0, 0, 0, tzinfo=UTC)),
        "summer": (datetime(2026, 6, 30).date(), datetime(2026, 6, 30, 23, 0, 0, tzinfo=UTC)),
    }

    def send(self, cast: Cast, moment: datetime):
        with at(moment), behind_the_wall(cast.ada):
            return uploads.receive(by=cast.ada, participation_id=cast.at_elm.id, file_name="r.xlsx", data=b"x")

    @pytest.mark.parametrize("season", CLOSES)
    def test_is_in_time_and_the_next_is_not(self, cast: Cast, season):
        closes_on, end = self.CLOSES[season]
        Exercise.objects.update(opens_on="2026-01-01", closes_on=closes_on)
        cast.at_elm.refresh_from_db()
        assert isinstance(self.send(cast, end - timedelta(microseconds=1)), Receipt)
        assert "closed" in refused(self.send(cast, end)).lower()
        assert Upload.objects.get().received_at == end - timedelta(microseconds=1)

    def test_counts_at_receipt_however_long_the_work_waits(self, cast: Cast):
        closes_on, end = self.CLOSES["winter"]
        Exercise.objects.update(opens_on="2026-01-01", closes_on=closes_on)
        receipt = self.send(cast, end - timedelta(seconds=1))
        with at(end + 3 * HOUR):
            assert process_upload.process(receipt.upload_id) is not None
        assert Return.objects.get().current is not None or Version.objects.get().upload_id == receipt.upload_id
