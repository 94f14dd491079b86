"""The workbook with what to put right: for the return's own provider, as long as there is something."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.actions.encryption import unseal
from accounts.models import AuditEvent
from accounts.tests.pages import get, text_of
from register.models import Participation
from submissions.actions import annotated_workbook, submit_draft
from submissions.models import Upload, Version
from submissions.tests.cast import OUTSIDERS, explain_all, hand_in, mostly_by_night, on_page, outsider, workbook_for
from submissions.tests.online import type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NAME = "submissions:put_right_file"


@pytest.fixture
def submission(cast):
    """Something to fix, and something to explain."""
    wrong = workbook_for(cast.at_elm, basic_pay_rate="9.10", mileage_rate="35", starters_per_year="")
    return hand_in(cast.ada, cast.at_elm, wrong).submission


def test_the_provider_gets_its_own_workbook_marked(cast, submission):
    page = get(cast.tom, NAME, submission.id)
    assert page["Content-Disposition"] == 'attachment; filename="return-what-to-put-right.xlsx"'
    book = load_workbook(BytesIO(page.content))
    comments = [c.comment.text for sheet in book for row in sheet.iter_rows() for c in row if c.comment]
    assert any("Mileage payment" in text for text in comments)
    assert any("New starters" in text and "blank" in text for text in comments)
    assert any("Living Wage" in text for text in comments)


def test_the_upload_stays_as_it_came_and_the_reading_is_recorded(cast, submission):
    before = unseal(Upload.objects.get().sealed)
    get(cast.ada, NAME, submission.id)
    assert unseal(Upload.objects.get().sealed) == before
    assert AuditEvent.objects.filter(verb="opened a file", words__endswith="what to put right").count() == 1


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev", "fay"))
def test_nobody_else_gets_it(cast, submission, name):
    assert get(outsider(cast, name), NAME, submission.id).status_code in (302, 404)
    assert not AuditEvent.objects.filter(words__endswith="what to put right").exists()


def test_no_note_for_analysts_is_in_it(cast):
    Participation.objects.update(weight=1)
    submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00")).submission
    notes = {f.message for f in submission.current.findings.filter(audience="analyst")}
    marked = {mark.message for mark in annotated_workbook.marks_for(cast.ada, submission)}
    assert notes
    assert marked
    assert not notes & marked


def test_what_is_explained_is_not_marked_any_more(cast, submission):
    explain_all(cast.ada, submission)
    assert all(mark.must_fix for mark in annotated_workbook.marks_for(cast.ada, submission))


def test_with_nothing_to_put_right_there_is_no_such_file(cast):
    submission = hand_in(cast.ada, cast.at_elm).submission
    assert get(cast.ada, NAME, submission.id).status_code == 404
    assert "cells marked" not in text_of(get(cast.ada, "submissions:findings", submission.id))


def test_the_findings_lead_to_it(cast, submission):
    assert "Download your workbook with the cells marked" in text_of(
        get(cast.ada, "submissions:findings", submission.id)
    )


def typed_online(cast, **changed: str):
    """Finished online, without a file."""
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm, **changed))
    with on_page(cast.ada):
        done = submit_draft.finish(by=cast.ada, participation_id=cast.at_elm.id)
    assert isinstance(done, Version)
    return done.submission


def test_answers_typed_online_come_as_a_filled_workbook_marked_in_the_questions_own_cells(cast):
    submission = typed_online(cast, basic_pay_rate="9.10", mileage_rate="35", starters_per_year="")
    assert "Download a workbook with the cells marked" in text_of(get(cast.tom, "submissions:findings", submission.id))
    page = get(cast.tom, NAME, submission.id)
    assert page["Content-Disposition"] == 'attachment; filename="cost-return-1-100000001-what-to-put-right.xlsx"'
    book = load_workbook(BytesIO(page.content))
    assert book.sheetnames[0] == "What to put right"
    for key, stands, says in (
        ("basic_pay_rate", 9.1, "Living Wage"),
        ("mileage_rate", 35, "Mileage payment"),
        ("starters_per_year", None, "New starters"),
    ):
        sheet, cell = next(iter(book.defined_names[key].destinations))
        there = book[sheet][cell]
        assert there.value == stands
        assert says in there.comment.text
    listed = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("New starters" in words for words in listed)


def test_that_workbook_put_right_and_sent_in_is_read_again(cast):
    submission = typed_online(cast, mileage_rate="35")
    book = load_workbook(BytesIO(get(cast.ada, NAME, submission.id).content))
    sheet, cell = next(iter(book.defined_names["mileage_rate"].destinations))
    book[sheet][cell] = 0.35
    file = BytesIO()
    book.save(file)
    version = hand_in(cast.ada, cast.at_elm, file.getvalue())
    changed = {
        key for key, answer in version.answers.items() if answer["value"] != submission.current.answers[key]["value"]
    }
    assert changed == {"mileage_rate"}


def test_where_it_cannot_be_made_the_page_says_so_in_words(cast, submission, monkeypatch):
    monkeypatch.setattr(annotated_workbook, "annotated", lambda data, marks: None)
    client_page = get(cast.ada, NAME, submission.id)
    assert client_page.status_code == 302
    assert client_page.url.endswith("/findings/")


def test_a_file_that_cannot_be_read_is_not_offered_marked(cast):
    broken = hand_in(cast.ada, cast.at_elm, b"PK\x03\x04 no workbook").submission
    shown = text_of(get(cast.ada, "submissions:findings", broken.id))
    assert "cells marked" not in shown and "Correct your workbook, save it, and upload it again" in shown
    assert "Upload it when it is filled in Could not be read" in text_of(
        get(cast.ada, "submissions:participation_detail", cast.at_elm.id)
    )
