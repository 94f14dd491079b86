"""What the words of a council's list mean is asked on its page, kept for the next list, and may be forgotten."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from register.actions import imports, list_meanings
from register.domain.imports import ImportState
from register.models import ContactPerson, ListMeaning, RegisterImport
from submissions.tests.cast import Cast, behind_the_wall, mostly_by_night, refused
from submissions.tests.test_import_is_previewed_then_applied import read, upload, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE, SAY, WORDS = "register:import_detail", "register:import_say", "register:list_meanings"
OWN = b"""Agency,Arrangement,Hrs pw (Sept),Colour
Elm Home Care,Zapped,100,red
Elm Home Care Nth,Framework,40,blue
Oak Home Care,,,green
Total,,140,
"""
NEXT = b"Agency,Arrangement,Hrs pw (Sept),Colour\nOak Home Care,Zapped,12,red\nTotal,,12,\n"


@pytest.fixture(autouse=True)
def nudged() -> Iterator[Any]:
    with mock.patch.object(imports, "nudge") as nudge:
        yield nudge


def brought(cast: Cast, data: bytes = OWN) -> RegisterImport:
    return read(cast, data, exercise_id=cast.exercise.id)


def says(row: RegisterImport, **said: str) -> dict[str, str]:
    """What the page sends where all that is proposed is left as it is."""
    given = {"say": "yes", "plan": row.plan_sha256, "right": "on"}
    for place, question in enumerate(row.preview["questions"]):
        given[f"q{place}"] = said.get(question["says"], question["proposal"])
    return given


def answered(cast: Cast, **said: str) -> RegisterImport:
    row = brought(cast)
    for _ in range(2):
        if row.preview.get("questions"):
            post(cast.alex, SAY, row.id, **says(row, Zapped="no", Arrangement="contracted", **said))
            work(row.id)
            row.refresh_from_db()
    return row


def test_words_are_asked_once_and_the_list_is_taken_whole(cast: Cast):
    row = brought(cast)
    words = text_of(get(cast.alex, PAGE, row.id))
    assert "What your words mean" in words and "“Arrangement”" in words and "Change the register" not in words
    assert "moved on" in refused(imports.confirm(by=cast.alex, import_id=row.id, plan_sha256=row.plan_sha256))
    row = answered(cast)
    shown = text_of(get(cast.alex, PAGE, row.id))
    assert "3 locations matched" in shown and "How your words were read" in shown
    assert "1 row is left out" in shown and "Columns left out: Colour" in shown
    post(cast.alex, "register:import_confirm", row.id, plan=row.plan_sha256)
    work(row.id)
    for each in (cast.at_elm, cast.at_elm_too):
        each.refresh_from_db()
    assert (cast.at_elm.is_contracted, cast.at_elm.weight) == (False, 100)
    assert (cast.at_elm_too.is_contracted, cast.at_elm_too.weight) == (True, 40)
    assert "said what the words of a council’s list mean" in AuditEvent.objects.values_list("verb", flat=True)


def test_nothing_is_asked_of_the_next_list(cast: Cast):
    answered(cast)
    following = brought(cast, NEXT)
    assert "questions" not in following.preview and following.preview["counts"]["matched"] == 1
    assert following.preview["changed"][0]["fields"][0] == {"label": "Contracted", "old": "none", "new": "no"}


def test_a_word_is_forgotten_and_asked_again(cast: Cast):
    row = answered(cast)
    shown = text_of(get(cast.alex, WORDS, cast.exercise.id))
    assert "Zapped" in shown and "Not contracted" in shown
    assert "Zapped" not in text_of(get(cast.alex, WORDS, cast.exercise.id, q="colour\x00"))
    assert "No word found" in text_of(get(cast.alex, WORDS, cast.exercise.id, q="pigeon"))
    meaning = ListMeaning.objects.get(says="Zapped")
    assert "is forgotten" in text_of(post(cast.alex, "register:list_meaning_forget", cast.exercise.id, meaning.id))
    post(cast.alex, "register:import_confirm", row.id, plan=row.plan_sha256)
    work(row.id)
    row.refresh_from_db()
    assert row.state == ImportState.READY and [each["says"] for each in row.preview["questions"]] == ["Zapped"]
    assert not ContactPerson.objects.filter(full_name="Zapped").exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    first_by_day(
        [
            ({"right": ""}, "Tick the box to say that they are right"),
            ({"q0": "nonsense"}, "no longer among these"),
            ({"q1": "x" * 10_000}, "no longer among these"),
            ({"q0": "9" * 27, "q2": "a\0b"}, "no longer among these"),
        ]
    ),
)
def test_an_answer_that_is_none_is_a_sentence_and_nothing_is_kept(cast: Cast, changed: dict[str, str], words: str):
    row = brought(cast)
    assert words in text_of(post(cast.alex, SAY, row.id, **(says(row) | changed)))
    assert not ListMeaning.objects.exists() and RegisterImport.objects.get().state == ImportState.READY


def test_of_two_who_answer_at_once_one_does(cast: Cast):
    row = brought(cast)
    said = [each["proposal"] or each["choices"][0][0] for each in row.preview["questions"]]
    for is_first in (True, False):
        with behind_the_wall(cast.alex):
            done = list_meanings.answer(by=cast.alex, import_id=row.id, plan_sha256=row.plan_sha256, answers=said)
        assert isinstance(done, RegisterImport) if is_first else "moved on" in refused(done)


@pytest.mark.parametrize("name", mostly_by_night("dev", "ned", "carol", "ada", "gus"))
def test_words_of_lists_are_for_administrators(cast: Cast, name: str):
    row, who = answered(cast), getattr(cast, name)
    meaning = ListMeaning.objects.all()[0]
    client = client_of(who)
    assert client.get(reverse(WORDS, args=[cast.exercise.id])).status_code == 404
    assert client.post(reverse("register:list_meaning_forget", args=[cast.exercise.id, meaning.id])).status_code == 404
    assert client.post(reverse(SAY, args=[row.id]), {"say": "yes"}).status_code == 404
    with behind_the_wall(who):
        assert not ListMeaning.objects.exists()


def test_the_pages_say_so_where_nothing_is_kept(cast: Cast):
    assert "No word is kept yet" in text_of(get(cast.alex, WORDS, cast.exercise.id))
    page = upload(cast, "import_council_list", OWN, cast.exercise.id, name="list.csv")
    assert "Waiting to be read" in text_of(page)
