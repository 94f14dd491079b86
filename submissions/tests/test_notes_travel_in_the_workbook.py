"""A note beside an answer is the same note online and in the workbook's own column, there and back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from costing.answers import Answers
from costing.forms import CURRENT
from costing.parsing.answers import LONGEST_NOTE, take_in
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn
from costing.tests.returns import example
from costing.workbook import write_workbook
from submissions.actions import process_upload, workbook_conflicts
from submissions.actions.workbooks import blank_workbook, filled_workbook
from submissions.domain.online.notes import notes_in
from submissions.domain.version_comparison import answer_changes
from submissions.models import Draft, Return, Version
from submissions.tests.cast import as_worker, behind_the_wall, send_in
from submissions.tests.online import again, save, standing, type_in, typed_of

FORM = CURRENT["homecare"]
FORMS = {(FORM.service, FORM.version): FORM}
PAY = "Careworker pay"
KEY = "basic_pay_rate"


def changed(data: bytes, notes: dict[str, str | None], *, nameless: bool = False) -> bytes:
    """As somebody types into the column "Your note"."""
    book = load_workbook(BytesIO(data))
    for key, text in notes.items():
        [(sheet, at)] = book.defined_names[f"note_{key}"].destinations
        book[sheet][at.replace("$", "")].value = text
    if nameless:
        for name in [name for name in book.defined_names if name.startswith("note_")]:
            del book.defined_names[name]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def taken_in(data: bytes) -> tuple[Answers, list[str]]:
    raw = read_workbook(data, FORMS)
    assert isinstance(raw, RawReturn), raw
    answers, findings = take_in(FORM, raw)
    return answers, [finding.code for finding in findings]


def noted(data: bytes) -> dict[str, str]:
    answers, _ = taken_in(data)
    return {key: answer.note for key, answer in answers.by_key.items() if answer.note is not None}


@pytest.fixture(scope="module")
def blank() -> bytes:
    return write_workbook(FORM, prefilled=example("homecare_3")["answers"])


class TestReading:
    def test_a_workbook_without_notes_says_nothing_of_any(self, blank):
        assert noted(blank) == {}

    def test_a_note_is_found_by_its_name_and_else_below_its_heading(self, blank):
        wanted = {KEY: "Agreed in May", "ppe_cost": "12"}
        assert noted(changed(blank, wanted)) == wanted
        assert noted(changed(blank, wanted, nameless=True)) == wanted

    def test_where_the_notes_were_written_in_a_blank_one_was_taken_out(self):
        data = write_workbook(FORM, notes={KEY: "Agreed in May", "ppe_cost": "Gloves"})
        assert {key: note for key, note in noted(data).items() if note} == {KEY: "Agreed in May", "ppe_cost": "Gloves"}
        assert noted(changed(data, {KEY: None}))[KEY] == ""

    def test_one_that_is_too_long_for_a_page_is_kept_whole_and_said(self, blank):
        answers, codes = taken_in(changed(blank, {KEY: "x" * (LONGEST_NOTE + 1)}))
        assert (len(answers.by_key[KEY].note), "N06" in codes) == (LONGEST_NOTE + 1, True)
        assert "N06" not in taken_in(changed(blank, {KEY: "x" * LONGEST_NOTE}))[1]


def arrived(by, participation, data: bytes) -> Version:
    receipt = send_in(by, participation, data)
    with as_worker():
        return process_upload.process(receipt.upload_id)


def notes_online(by, participation) -> dict[str, str]:
    return notes_in(standing(by, participation).typed)


def downloaded(by, participation) -> bytes:
    with behind_the_wall(by):
        return filled_workbook(by=by, participation=again(participation))[1]


def take(by, participation, version: Version) -> None:
    seen = standing(by, participation).seen
    with behind_the_wall(by):
        done = workbook_conflicts.take(
            by=by, participation_id=participation.id, version_number=version.number, seen=seen
        )
    assert isinstance(done, Version), done


@pytest.mark.django_db
class TestOneReturn:
    @pytest.fixture
    def typed(self, cast):
        type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
        save(cast.ada, cast.at_elm, PAY, {f"note-{KEY}": "Agreed in May"}, number=1)
        return cast

    def test_a_note_in_a_workbook_stands_online_and_reaches_the_team(self, cast):
        data = changed(blank_workbook(participation=cast.at_elm)[1], {KEY: "Agreed in May"})
        version = arrived(cast.ada, cast.at_elm, data)
        assert notes_online(cast.tom, cast.at_elm) == version.notes == {KEY: "Agreed in May"}

    def test_what_was_downloaded_changes_nothing_when_it_comes_back(self, typed):
        version = arrived(typed.tom, typed.at_elm, downloaded(typed.tom, typed.at_elm))
        assert (Return.objects.get().current, version.notes) == (version, {KEY: "Agreed in May"})
        assert Draft.objects.get().offered is None

    def test_a_workbook_that_was_not_told_of_a_note_takes_none_away(self, typed):
        answers = typed_of("homecare_3", typed.at_elm)
        now = standing(typed.ada, typed.at_elm)
        assert answers.items() <= now.typed.items()
        data = write_workbook(
            FORM, prefilled=example("homecare_3")["answers"] | {"location_id": typed.at_elm.location.cqc_location_id}
        )
        version = arrived(typed.tom, typed.at_elm, data)
        assert (Return.objects.get().current, version.notes) == (version, {KEY: "Agreed in May"})
        assert notes_online(typed.ada, typed.at_elm) == {KEY: "Agreed in May"}

    def test_notes_that_would_be_replaced_are_shown_first_and_kept(self, typed):
        notes = {KEY: None, "ppe_cost": "Gloves"}
        version = arrived(typed.tom, typed.at_elm, changed(downloaded(typed.tom, typed.at_elm), notes))
        shown = [
            (one.label, one.before, one.after)
            for one in workbook_conflicts.changes_of(standing(typed.ada, typed.at_elm))
        ]
        labels = [f"Note on “{FORM.by_key[key].label}”" for key in (KEY, "ppe_cost")]
        assert shown == [(labels[0], "Agreed in May", ""), (labels[1], "", "Gloves")]
        assert notes_online(typed.ada, typed.at_elm) == {KEY: "Agreed in May"}
        take(typed.tom, typed.at_elm, version)
        assert notes_online(typed.ada, typed.at_elm) == version.notes == {"ppe_cost": "Gloves"}
        kept = Version.objects.exclude(id=version.id).get()
        assert kept.notes == {KEY: "Agreed in May"}
        [pay, costs] = answer_changes(FORM, None, None, (kept.notes, version.notes))
        assert [(one.before, one.after) for one in (*pay.changes, *costs.changes)] == [
            ("Agreed in May", "no note"),
            ("no note", "Gloves"),
        ]
