"""What was read of a file at the door is kept for the worker, sealed, and gone once the file was worked on."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.actions import encryption
from accounts.tests.pages import client_of
from costing import sandbox
from costing.serialisation import answers_document, costs_document
from submissions.actions import process_upload
from submissions.actions.check_upload import report_on
from submissions.models import Upload, VersionFinding
from submissions.tests.cast import Cast, workbook_for

WRONG = {"careworkers": "12.5", "miles_per_visit": "a lot"}


def sent(cast: Cast) -> Upload:
    file = SimpleUploadedFile("return.xlsx", workbook_for(cast.at_elm, **WRONG))
    answer = client_of(cast.of(cast.ada)).post(reverse("submissions:upload", args=[cast.at_elm.id]), {"file": file})
    assert answer.status_code == 302
    return Upload.objects.get()


def test_the_worker_takes_what_was_read_at_the_door(cast: Cast):
    upload = sent(cast)
    assert upload.reading and b"careworkers" not in bytes(upload.reading)
    with mock.patch.object(sandbox, "read_bytes", side_effect=AssertionError):
        version = process_upload.process(upload.id)
    assert version is not None and VersionFinding.objects.filter(code="R04").exists()
    assert Upload.objects.get().reading is None
    read_again = report_on(cast.at_elm, sandbox.read_bytes(encryption.unseal(upload.sealed)))
    assert (version.answers, version.costs) == (answers_document(read_again.answers), costs_document(read_again.costs))
    found = version.findings.values_list("code", "key", "cell", "message", "fix")
    assert list(found) == [(f.code, f.key or "", f.cell or "", f.message, f.fix) for f in read_again.findings]


@pytest.mark.parametrize("change", ["late", "tried", "damaged"])
def test_the_file_is_read_again_where_that_is_safer(cast: Cast, change: str):
    upload = sent(cast)
    Upload.objects.update(
        **{
            "late": {"received_at": timezone.now() - timedelta(hours=2)},
            "tried": {"tries": 1},
            "damaged": {"reading": b"x"},
        }[change]
    )
    with mock.patch.object(sandbox, "read_bytes", wraps=sandbox.read_bytes) as reading:
        assert process_upload.process(upload.id) is not None
    assert reading.call_count == 1
    assert Upload.objects.get().reading is None
