"""The council learns how many returns have come in, administrators which files failed, and nobody more than that."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from register.models import Participation
from submissions import queries
from submissions.models import Return, Upload
from submissions.tests.cast import OUTSIDERS, behind_the_wall, mostly_by_night, outsider, provider, send_in, take_part

pytestmark = pytest.mark.django_db
MAY_COUNT = ("carol", "dev", "fay", "ned", "reg")


def received(cast, name):
    """Behind the wall: what the page of this person would show."""
    context = outsider(cast, name)
    with behind_the_wall(context):
        return [(row.asked, row.received) for row in queries.received_in(context)]


def come_in(asked: Participation, state: str = "submitted") -> Return:
    """A row as an earlier test has it made by the actions; here only its state counts."""
    owned = {"exercise": asked.exercise, "authority": asked.authority, "provider": asked.provider}
    submission = Return.objects.create(participation=asked, changed_at=timezone.now(), **owned)
    version = submission.versions.create(
        number=1, layer=5, is_accepted=True, created_at=timezone.now(), created_by=User.objects.first(), **owned
    )
    Return.objects.filter(id=submission.id).update(
        state=state, current=version, submitted_at=timezone.now(), decision_reason="because"
    )
    return submission


@pytest.fixture
def asked(cast):
    others = [take_part(cast.exercise, provider(f"P{n}"), f"L{n}", f"1-10000001{n}") for n in range(4)]
    return [cast.at_elm, cast.at_elm_too, cast.at_oak, *others]


@pytest.mark.parametrize("name", MAY_COUNT)
def test_who_works_for_the_authority_sees_how_many_have_come_in(cast, asked, name):
    for one, state in zip(asked[:5], ["submitted", "accepted", "excluded", "submitted", "accepted"], strict=True):
        come_in(one, state)
    assert received(cast, name) == [(7, 5)]


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_from_one_to_four_the_number_itself_is_not_let_out(cast, asked, count, shown):
    for one in asked[:count]:
        come_in(one)
    assert received(cast, "carol") == [(7, shown)]


def test_what_has_only_begun_has_not_come_in(cast, asked):
    for one in asked[:4]:
        come_in(one)
    Return.objects.create(
        participation=asked[4],
        changed_at=timezone.now(),
        state="in_progress",
        exercise=cast.exercise,
        authority=cast.authority,
        provider=asked[4].provider,
    )
    assert received(cast, "carol") == [(7, None)]


def test_a_location_out_of_scope_is_not_asked(cast, asked):
    Participation.objects.filter(id=asked[-1].id).update(eligibility="not_relevant", eligibility_reason="closed")
    assert received(cast, "carol") == [(6, 0)]


@pytest.mark.parametrize("name", mostly_by_night("bea", "alex", "una", "nobody", "gus"))
def test_nobody_else_counts(cast, asked, name):
    for one in asked:
        come_in(one)
    assert received(cast, name) == []


@pytest.mark.parametrize("name", mostly_by_night("bea", "alex", "una", "nobody", "gus"))
def test_the_door_itself_looks_at_who_asks(cast, asked, name):
    for one in asked:
        come_in(one)
    with behind_the_wall(outsider(cast, name)), connection.cursor() as cursor:
        cursor.execute("SELECT returns_received(%s)", [cast.exercise.id])
        assert cursor.fetchone() == (0,)


def failed(cast):
    receipt = send_in(cast.ada, cast.at_elm, b"x")
    Upload.objects.filter(id=receipt.upload_id).update(state="failed", tries=3)
    return receipt.reference


def test_an_administrator_sees_references_of_files_that_failed(cast):
    reference = failed(cast)
    with behind_the_wall(cast.alex):
        found = queries.failed_uploads(cast.alex)
    assert [(one.reference, one.tries) for one in found] == [(reference, 3)]


@pytest.mark.parametrize("name", [name for name in (*OUTSIDERS, "dev", "ada") if name != "alex"])
def test_and_nobody_else_does(cast, name):
    failed(cast)
    context = outsider(cast, name)
    with behind_the_wall(context):
        assert queries.failed_uploads(context) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM uploads_failed()")
            assert cursor.fetchall() == []
