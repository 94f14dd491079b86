"""What is no return of its location is refused at the door, and takes the place of nothing that stands."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from accounts.tests.pages import get, post, text_of
from costing.forms import CURRENT
from costing.synthetic.example import LOCATION_ID
from costing.tests.hostile.expectation import mostly_nightly
from submissions.models import Return, Upload
from submissions.tests.cast import hand_in, workbook, workbook_for
from submissions.tests.online import standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FORM = CURRENT["homecare"]


def any_workbook() -> bytes:
    book, file = Workbook(), BytesIO()
    book.active["A1"] = "Rota"
    book.save(file)
    return file.getvalue()


def without(data: bytes, *sheets: str) -> bytes:
    """Return the workbook without some of its sheets, and without the names that led there."""
    book, file = load_workbook(BytesIO(data)), BytesIO()
    for name, defined in list(book.defined_names.items()):
        if any(sheet in sheets for sheet, _ in defined.destinations):
            del book.defined_names[name]
    for sheet in sheets:
        del book[sheet]
    book.save(file)
    return file.getvalue()


WRONG = {
    "a PDF": b"%PDF-1.7 minutes",
    "a photo": b"\xff\xd8\xff\xe0 photo",
    "a Word document": b"PK\x03\x04 word",
    "a list": b"a,b,c\n1,2,3\n",
    "a web page": b"<!DOCTYPE html><html></html>",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook\0".encode("utf-16-le"),
    "blanks": b"   \r\n ",
    "any workbook": any_workbook,
    "the example": lambda: workbook(LOCATION_ID),
    "one's other location": lambda: workbook("1-100000002"),
    "another provider's": lambda: workbook("1-100000003"),
    "a stranger's": lambda: workbook("1-999999999"),
    "a home's": lambda: workbook("1-100000001", "care_home_1"),
}


def upload(cast, data: bytes | Callable[[], bytes]):
    data = data() if callable(data) else data
    return post(cast.ada, "submissions:upload", cast.at_elm.id, file=SimpleUploadedFile("file.xlsx", data))


@pytest.mark.parametrize("data", mostly_nightly([*WRONG.values()]), ids=WRONG)
def test_wrong_file_over_a_ready_return_is_refused_with_words(cast, data):
    ready = hand_in(cast.ada, cast.at_elm)
    text = text_of(upload(cast, data))
    assert "Nothing was changed." in text
    assert Upload.objects.count() == 1
    assert Return.objects.get().current == ready
    assert "It comes to £" in text_of(get(cast.ada, "submissions:costs", ready.submission_id))


@pytest.mark.parametrize("data", [WRONG["a PDF"], WRONG["one's other location"]], ids=["PDF", "other location"])
def test_wrong_file_that_got_past_the_door_takes_no_place_and_says_so(cast, data):
    ready = hand_in(cast.ada, cast.at_elm)
    mail.outbox.clear()
    wrong = hand_in(cast.ada, cast.at_elm, data() if callable(data) else data)
    assert Return.objects.get().current == ready
    assert standing(cast.ada, cast.at_elm).typed["location_id"] == "1-100000001"
    assert "is not its return" in mail.outbox[0].subject
    text = text_of(get(cast.ada, "submissions:upload_progress", wrong.upload_id))
    assert "so it was not taken" in text
    assert "What you had sent before stands as it was" in text


def test_wrong_file_takes_no_place_of_what_was_only_typed(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    hand_in(cast.tom, cast.at_elm, workbook_for(cast.at_elm_too))
    assert Return.objects.get().current is None
    assert standing(cast.ada, cast.at_elm).draft.offered is None


def test_mistyped_id_is_no_wrong_file(cast):
    assert "Nothing was changed" not in text_of(upload(cast, workbook_for(cast.at_elm, location_id="100000001")))
    assert Upload.objects.count() == 1


def test_own_workbook_comes_in(cast):
    upload(cast, workbook_for(cast.at_elm))
    assert Upload.objects.count() == 1


class TestLostSheets:
    @pytest.mark.parametrize("sheet", mostly_nightly(FORM.sheets))
    def test_keep_their_answers_and_are_named(self, cast, sheet):
        before = hand_in(cast.ada, cast.at_elm)
        data = without(workbook_for(cast.at_elm, marketing_cost="900"), sheet)
        if "Nothing was changed" in text_of(upload(cast, data)):
            pytest.fail(sheet)
        version = hand_in(cast.ada, cast.at_elm, data)
        assert Return.objects.get().current == version
        kept = {q.key for q in FORM.questions_on(sheet)}
        assert {k: version.answers[k]["value"] for k in kept} == {k: before.answers[k]["value"] for k in kept}
        text = text_of(get(cast.ada, "submissions:findings", version.submission_id))
        assert f"The sheet “{sheet}” is missing from the workbook: the answers on it stay as they were." in text
        assert "changed online since" not in text

    def test_are_not_offered_to_be_blanked(self, cast):
        type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm, careworkers="33"))
        hand_in(cast.ada, cast.at_elm, without(workbook_for(cast.at_elm), "Careworker pay"))
        now = standing(cast.ada, cast.at_elm)
        assert now.draft.offered is None
        assert now.typed["careworkers"] == "33"

    def test_must_be_sent_where_nothing_stood(self, cast):
        version = hand_in(cast.ada, cast.at_elm, without(workbook_for(cast.at_elm), "Careworker pay"))
        assert not version.is_accepted
        text = text_of(get(cast.ada, "submissions:findings", version.submission_id))
        assert "The sheet “Careworker pay” is missing from the workbook, and with it" in text
