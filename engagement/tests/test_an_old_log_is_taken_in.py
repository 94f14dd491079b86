"""An old log is looked at and then entered whole or not at all; the same file twice changes nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from engagement import queries
from engagement.actions import contacts, log_imports
from engagement.domain.log_file.writing import log_csv, log_xlsx
from engagement.models import Contact, ContactAbout, ContactColleague, ContactNote, ContactWith, LogImport
from engagement.tests.test_contacts_are_logged import DOES_NOT, a_call
from engagement.tests.test_locations_are_reached import somebody
from submissions.tests.cast import Cast, behind_the_wall, refused
from submissions.tests.pages import client_of, get, post, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
HEADER = "Date,Time,Type,Outcome,Location ID,Location,Contact,Notes,Logged by"
GOOD = (
    "03/11/2026,14:15,Phone call,Voicemail,1-100000001,,Sam Elm; Kim,Rang.,Jo Before",
    "04/11/2026,,Email,,1-100000001; 1-100000003,,sam@elm.example,,ned.engagement@example.org",
    "04/11/2026,,Email,,,oak home care,,,",
)
BAD = ("05/11/2026,,Call,Spoke,1-199999999,,,,", "05/11/2026,,Smoke,Spoke,1-100000001,,,,")


def brought(cast: Cast, *rows: str, who: str = "ned") -> Any:
    data = "\n".join([HEADER, *rows]).encode()
    with behind_the_wall(by := getattr(cast, who)):
        return log_imports.receive(by=by, exercise_id=cast.exercise.id, file_name="old.csv", data=data)


def confirm(cast: Cast, row: LogImport, who: str = "ned", leave_out: bool = False) -> Any:
    with behind_the_wall(by := getattr(cast, who)):
        return log_imports.confirm(by=by, import_id=row.id, leave_out=leave_out)


def exported(cast: Cast) -> str:
    return "".join(log_csv(queries.log_lines(cast.ned, queries.log_of(cast.ned, cast.exercise.id, order="when"))))


def forget(cast: Cast) -> None:
    """The log of another portal: nothing in it yet."""
    for model in (ContactNote, ContactWith, ContactColleague, ContactAbout, Contact):
        model.objects.all().delete()


def test_nothing_is_entered_before_it_is_confirmed_and_then_all_of_it(cast: Cast):
    sam = somebody(cast, email="sam@elm.example")
    row = brought(cast, *GOOD)
    assert not Contact.objects.exists()
    done = confirm(cast, row)
    assert isinstance(done, LogImport) and done.entered == 3 and done.rows == []
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
    assert "Row 4, Channel: we read “Smoke”, we expected “E-mail”," in words
    assert "Tick the box" in refused(confirm(cast, row)) and not Contact.objects.exists()
    assert isinstance(confirm(cast, row, leave_out=True), LogImport) and Contact.objects.count() == 1


@pytest.mark.parametrize("write", [lambda lines: "".join(log_csv(lines)).encode(), log_xlsx])
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
    data = write(queries.log_lines(cast.ned, queries.log_of(cast.ned, cast.exercise.id, order="when")))
    same = log_imports.receive(by=cast.ned, exercise_id=cast.exercise.id, file_name="log", data=data)
    assert isinstance(same, LogImport) and "nothing in this file" in refused(confirm(cast, same))
    forget(cast)
    row = log_imports.receive(by=cast.ned, exercise_id=cast.exercise.id, file_name="log", data=data)
    assert isinstance(row, LogImport) and isinstance(confirm(cast, row), LogImport)
    assert exported(cast).replace("From a file", "Typed") == before


def test_each_side_brings_its_own_entries(cast: Cast):
    contacts.log(by=cast.carol, contacted=a_call(cast, words="Hers."))
    data = exported(cast).encode()
    forget(cast)
    row = log_imports.receive(by=cast.ned, exercise_id=cast.exercise.id, file_name="log", data=data)
    assert isinstance(row, LogImport) and queries.plan_of(cast.ned, row).of_others == 1
    assert "nothing in this file" in refused(confirm(cast, row))


@pytest.mark.parametrize("name", ["carol", "gus", *DOES_NOT])
def test_what_the_team_brought_is_the_team_s(cast: Cast, name: str):
    row, who = brought(cast, *GOOD), getattr(cast, name)
    assert get(who, "engagement:log_import", cast.exercise.id, row.id).status_code == 404
    assert confirm(cast, row, who=name) is None and not Contact.objects.exists()
    with behind_the_wall(who):
        assert not LogImport.objects.exists()


def test_it_is_brought_looked_at_and_confirmed_by_page(cast: Cast):
    client = client_of(cast.carol)
    file = SimpleUploadedFile("old.csv", "\n".join([HEADER, *GOOD]).encode())
    answer = client.post(f"/engagement/{cast.exercise.id}/contacts/import/", {"file": file}, follow=True)
    assert "3 contacts would be entered" in text_of(answer)
    row = LogImport.objects.get()
    assert "3 contacts were entered" in text_of(post(cast.carol, "engagement:log_import", cast.exercise.id, row.id))
    assert set(Contact.objects.values_list("side", flat=True)) == {"council"}
    again = client.post(f"/engagement/{cast.exercise.id}/contacts/import/", {"file": SimpleUploadedFile("x", b"PK")})
    assert "This is no spreadsheet" in text_of(again) or "no contact log" in text_of(again)
    row = brought(cast, *GOOD)
    words = text_of(post(cast.ned, "engagement:log_import", cast.exercise.id, row.id, discard="yes"))
    assert "Nothing was entered" in words and LogImport.objects.get(id=row.id).rows == []
