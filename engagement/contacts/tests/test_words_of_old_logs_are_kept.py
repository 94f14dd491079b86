"""What an officer says of the words of a log is asked on a page, kept for the next file, and may be forgotten."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.urls import reverse

from accounts.actions import task_queue
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, send, text_of
from engagement.contacts.actions import log_meanings
from engagement.contacts.tests.test_an_old_log_is_taken_in import brought, confirm, work
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT
from engagement.models import Contact, LogImport, LogMeaning
from register.domain.imports import ImportState
from submissions.tests.cast import Cast, behind_the_wall, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE = "engagement:log_import"
OWN = b"""When called,Provider,How,What happened,Who called
3/11/2026,Elm Home Care Nth,tel,LM,NE
4/11/2026,Elm Home Care,tel,zapped,NE
4/11/2026,Oak,pigeon,will send,NE
WEEK 2,,,,
"""
NEXT = b"""When called,Provider,How,What happened,Who called
10/11/2026,Elm Home Care Nth,pigeon,zapped,NE
"""


@pytest.fixture(autouse=True)
def nudged() -> Iterator[Any]:
    with mock.patch.object(task_queue, "nudge") as nudge:
        yield nudge


def says(row: LogImport, **said: str) -> dict[str, str]:
    """What the page sends where all that is proposed is left as it is."""
    given = {"say": "yes", "plan": row.plan_sha256, "right": "on"}
    for place, question in enumerate(row.preview["questions"]):
        given[f"q{place}"] = said.get(question["says"], question["proposal"])
    return given


def answered(cast: Cast, data: bytes = OWN, **said: str) -> LogImport:
    row = brought(cast, data=data)
    send(cast.ned, PAGE, cast.exercise.id, row.id, **says(row, zapped="spoke", pigeon="letter", **said))
    row.refresh_from_db()
    return work(row)


def test_words_are_asked_once_answered_and_the_log_is_taken_whole(cast: Cast):
    row = brought(cast, data=OWN)
    words = text_of(get(cast.ned, PAGE, cast.exercise.id, row.id))
    assert "“Elm Home Care Nth”" in words and "“zapped”" in words and "3 answers are needed" in words
    assert "Nothing is entered yet" in words and not LogMeaning.objects.exists()
    row = answered(cast)
    shown = text_of(get(cast.ned, PAGE, cast.exercise.id, row.id))
    assert (
        "3 contacts would be entered" in shown and "1 row is left out" in shown and "How your words were read" in shown
    )
    done = confirm(cast, row)
    assert done.state == ImportState.DONE and done.corrections == {} and Contact.objects.count() == 3
    assert {each.channel for each in Contact.objects.all()} == {"call", "letter"}
    assert set(Contact.objects.values_list("by_id", flat=True)) == {cast.ned.person_id}


def test_nothing_is_asked_of_the_next_file_and_nothing_is_taken_twice(cast: Cast):
    confirm(cast, answered(cast))
    again = brought(cast, data=OWN)
    assert "questions" not in again.preview and "nothing in this file" in refused(confirm(cast, again))
    following = brought(cast, data=NEXT)
    assert "questions" not in following.preview and following.preview["new"] == 1
    assert confirm(cast, following).entered == 1 and Contact.objects.count() == 4


@pytest.mark.parametrize(
    ("changed", "words"),
    first_by_day(
        [
            ({"right": ""}, "Tick the box to say that they are right"),
            ({"q0": "nonsense"}, "Choose again: what you chose is no longer among these"),
            ({"id{place}": "1-100000001; 1-999"}, "We read “1-999”, which is no CQC ID of a location in this exercise"),
            ({"id{place}": "9" * 299}, "which is no CQC ID of a location"),
            ({"id{place}": "x\x00"}, "Null characters are not allowed"),
            ({"q{zapped}": ""}, "Choose what “zapped” means"),
        ],
        2,
    ),
)
def test_an_answer_that_is_none_is_a_sentence_and_nothing_is_kept(cast: Cast, changed: dict[str, str], words: str):
    row = brought(cast, data=OWN)
    places = {each["says"]: place for place, each in enumerate(row.preview["questions"])}
    kinds = {each["kind"]: place for place, each in enumerate(row.preview["questions"])}
    given = says(row, zapped="spoke", pigeon="letter")
    given |= {name.format(place=kinds["location"], zapped=places["zapped"]): value for name, value in changed.items()}
    assert words in text_of(post(cast.ned, PAGE, cast.exercise.id, row.id, **given))
    assert not LogMeaning.objects.exists() and LogImport.objects.get(id=row.id).state == ImportState.READY


def test_a_location_may_be_given_by_its_id_and_rows_left_out(cast: Cast):
    row = brought(cast, data=OWN)
    given = says(row, zapped="spoke", pigeon="leave_out")
    place = next(n for n, each in enumerate(row.preview["questions"]) if each["says"] == "Elm Home Care Nth")
    given[f"id{place}"] = "1-100000001, 1-100000003"
    send(cast.ned, PAGE, cast.exercise.id, row.id, **given)
    assert confirm(cast, work(row)).entered == 2
    assert Contact.objects.filter(about__participation=cast.at_oak).count() == 1
    assert LogMeaning.objects.get(kind="location", says="Elm Home Care Nth").meaning == "1-100000001; 1-100000003"


def test_of_two_who_answer_at_once_one_does(cast: Cast):
    row = brought(cast, data=OWN)
    said = [each["proposal"] or each["choices"][0][0] for each in row.preview["questions"]]
    for expected in (LogImport, None):
        with behind_the_wall(cast.ned):
            done = log_meanings.answer(by=cast.ned, import_id=row.id, plan_sha256=row.plan_sha256, answers=said)
        assert isinstance(done, LogImport) if expected else "moved on" in refused(done)
    assert "moved on" in refused(confirm(cast, row))


def test_a_cell_is_put_right_on_the_page_and_another_row_left_out(cast: Cast):
    header = b"Date,Channel,Outcome,Location ID\n"
    data = (
        header + b"31/11/2026,Call,Spoke,1-100000001\n3/11/2026,Call,Spoke,1-100000009\n4/11/2026,Email,,1-100000003\n"
    )
    row = brought(cast, data=data)
    page = get(cast.ned, PAGE, cast.exercise.id, row.id)
    assert "Row 2, Date: we read “31/11/2026”, we expected a date" in text_of(page)
    given = {"put_right": "yes", "plan": row.plan_sha256}
    nothing = text_of(post(cast.ned, PAGE, cast.exercise.id, row.id, **given))
    assert "Type at least one cell anew, or tick a row to leave out" in nothing
    send(cast.ned, PAGE, cast.exercise.id, row.id, **given, cell0="30/11/2025", leave1="on")
    row = work(row)
    assert row.preview["fault_count"] == 0 and row.preview["left_out"] == [3]
    assert confirm(cast, row).entered == 2
    again = brought(cast, data=data)
    assert again.preview["there"] == 2 and again.preview["fault_count"] == 1


def test_a_word_is_forgotten_and_asked_again(cast: Cast):
    row = answered(cast)
    words = text_of(get(cast.ned, "engagement:log_meaning_list", cast.exercise.id))
    assert "zapped" in words and "Spoke" in words and "Ned Engagement" in words
    found = text_of(get(cast.ned, "engagement:log_meaning_list", cast.exercise.id, q="pigeon"))
    assert "pigeon" in found and "zapped" not in found
    meaning = LogMeaning.objects.get(says="zapped")
    assert "is forgotten" in text_of(post(cast.ned, "engagement:log_meaning_forget", cast.exercise.id, meaning.id))
    done = confirm(cast, row)
    assert done.state == ImportState.READY and [each["says"] for each in done.preview["questions"]] == ["zapped"]
    assert not Contact.objects.exists()


@pytest.mark.parametrize("name", first_by_day(["carol", "gus", *DOES_NOT], 2))
def test_what_the_team_s_words_mean_is_the_team_s(cast: Cast, name: str):
    answered(cast)
    who, meaning = getattr(cast, name), LogMeaning.objects.all()[0]
    url = reverse("engagement:log_meaning_forget", args=[cast.exercise.id, meaning.id])
    assert client_of(who).post(url).status_code == 404
    page = client_of(who).get(reverse("engagement:log_meaning_list", args=[cast.exercise.id]))
    assert page.status_code == 404 or "zapped" not in text_of(page)
    with behind_the_wall(who):
        assert not LogMeaning.objects.exists()


def test_the_list_of_words_says_so_where_there_are_none(cast: Cast):
    assert "No word is kept yet" in text_of(get(cast.ned, "engagement:log_meaning_list", cast.exercise.id))
    assert "No word found" in text_of(get(cast.ned, "engagement:log_meaning_list", cast.exercise.id, q="x\x00y"))


@pytest.mark.parametrize("nasty", first_by_day(["9" * 27, "1e400", "x" * 10_000, "a\0b", "−0", "\u202egpj"], 2))
def test_nasty_values_in_each_field_are_sentences(cast: Cast, nasty: str):
    asked = brought(cast, data=OWN)
    faulty = brought(cast, data=b"Date,Channel,Outcome,Location ID\n31/11/2026,Call,Spoke,1-100000001\n")
    for row, button in ((asked, "say"), (faulty, "put_right")):
        fields = [f"{name}{place}" for name in ("q", "id", "cell", "leave") for place in range(4)]
        given = dict.fromkeys([*fields, "plan", "right", "all-outcome"], nasty) | {button: "yes"}
        assert post(cast.ned, PAGE, cast.exercise.id, row.id, **given).status_code == 200
        row.refresh_from_db()
        assert row.state == ImportState.READY
    assert not LogMeaning.objects.exists()


def test_one_answer_may_do_for_many_words_that_nobody_knows(cast: Cast):
    rows = b"\n".join(b"%d/11/2026,Elm Home Care,tel,zap%s" % (day, b"x" * day) for day in range(1, 7))
    row = brought(cast, data=b"When called,Provider,How,What happened\n" + rows)
    assert row.preview["confirmations"] == 1 and len(row.preview["questions"]) == 6
    given = {"say": "yes", "plan": row.plan_sha256, "all-outcome": "spoke", "q2": "no_answer"}
    send(cast.ned, PAGE, cast.exercise.id, row.id, **given)
    assert confirm(cast, work(row)).entered == 6
    assert sorted(Contact.objects.values_list("outcome", flat=True)) == ["no_answer", *["spoke"] * 5]


def test_an_outcome_that_cannot_come_of_its_channel_is_put_right_on_the_page(cast: Cast):
    row = brought(cast, data=b"Date,Channel,Outcome,Location ID\n3/11/2026,Call,Bounced,1-100000001\n")
    assert row.preview["faults"][0]["field"] == "outcome"
    given = {"put_right": "yes", "plan": row.plan_sha256, "cell0": "Spoke"}
    send(cast.ned, PAGE, cast.exercise.id, row.id, **given)
    assert confirm(cast, work(row)).entered == 1 and Contact.objects.get().outcome == "spoke"


def test_a_cell_that_is_put_right_wrongly_is_shown_again(cast: Cast):
    row = brought(cast, data=b"Date,Channel,Outcome,Location ID\n3/11/2026,Call,Spoke,1-100000009\n")
    given = {"put_right": "yes", "plan": row.plan_sha256, "cell0": "1-999999999"}
    send(cast.ned, PAGE, cast.exercise.id, row.id, **given)
    row = work(LogImport.objects.get(id=row.id))
    assert "we read “1-999999999”" in text_of(get(cast.ned, PAGE, cast.exercise.id, row.id))


def test_sentences_are_read_and_marked_in_the_next_file_and_may_be_asked_after_all(cast: Cast):
    header = b"When called,Provider,How,What happened,Who called\n"
    before = brought(cast, data=header + b"10/11/2026,Elm Home Care,tel,sounded a bit lost,NE\n")
    send(cast.ned, PAGE, cast.exercise.id, before.id, **says(before))
    rows = (
        b"11/11/2026,Elm Home Care,tel,sounded keen to begin,NE\n12/11/2026,Oak Home Care,tel,too busy until June,NE\n"
    )
    row = brought(cast, data=header + rows)
    shown = text_of(get(cast.ned, PAGE, cast.exercise.id, row.id))
    assert "questions" not in row.preview and "Spoke (read from the words)" in shown
    assert "2 sentences and words were read by the words in them" in shown and "sounded keen to begin" in shown
    stale = post(cast.ned, PAGE, cast.exercise.id, row.id, ask_each="yes", plan="x" * 64)
    assert "moved on" in text_of(stale) and not LogImport.objects.get(id=row.id).corrections
    send(cast.ned, PAGE, cast.exercise.id, row.id, ask_each="yes", plan=row.plan_sha256)
    row = work(row)
    assert [each["proposal"] for each in row.preview["questions"]] == ["spoke", "declined_capacity"]
    send(cast.ned, PAGE, cast.exercise.id, row.id, **says(row, **{"too busy until June": "spoke"}))
    assert confirm(cast, work(row)).entered == 2
    assert list(Contact.objects.values_list("outcome", flat=True)) == ["spoke", "spoke"]
