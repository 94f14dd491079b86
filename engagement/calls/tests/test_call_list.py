"""Claim, ring, log, next: nobody is rung by two at once, and the call leads back to the list."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.pages import get, post, text_of
from engagement import queries
from engagement.calls.actions import reservations
from engagement.models import Contact, PersonMark, Reservation
from register.models import ContactPerson
from register.queries import exercise_for
from submissions.tests.cast import Cast, at, behind_the_wall, hand_in, make_cast, mostly_by_night, on_page, refused

now = pytest.mark.django_db


def take(cast: Cast, name: str):
    who = getattr(cast, name)
    with on_page(who):
        return reservations.take(by=who, participation_id=cast.at_elm.id)


def rows(cast: Cast, name: str):
    who = getattr(cast, name)
    exercise = exercise_for(who, cast.exercise.id)
    return queries.call_list(who, exercise, timezone.localdate(), timezone.now())


@now
def test_a_location_is_one_officer_s_for_half_an_hour(cast: Cast):
    assert isinstance(take(cast, "ned"), Reservation)
    assert "Somebody else" in refused(take(cast, "carol"))
    with at(timezone.now() + timedelta(minutes=20)):
        assert isinstance(take(cast, "ned"), Reservation)
    with at(timezone.now() + timedelta(minutes=45)):
        assert "Somebody else" in refused(take(cast, "dev"))
    with at(timezone.now() + timedelta(minutes=51)):
        assert isinstance(take(cast, "dev"), Reservation)
    assert Reservation.objects.filter(ended_at=None).count() == 1
    with behind_the_wall(cast.ned):
        assert not reservations.let_go(by=cast.ned, participation_id=cast.at_elm.id)


@now
@pytest.mark.parametrize("name", mostly_by_night("ada", "reg", "gus", "alex", "una"))
def test_nobody_else_takes_one_or_finds_the_list(cast: Cast, name, no_second_factor):
    assert take(cast, name) is None
    where = (cast.exercise.id, cast.at_elm.id)
    for page, about in (("call_list", where[:1]), ("call_ring", where)):
        assert get(getattr(cast, name), f"engagement:{page}", *about).status_code == 404
    for page, about in (("call_next", where[:1]), ("call_claim", where), ("call_let_go", where)):
        assert post(getattr(cast, name), f"engagement:{page}", *about).status_code == 404


@now
def test_a_colleague_is_named_and_next_is_the_next_free(cast: Cast, no_second_factor):
    first = rows(cast, "ned")[0].call.facts.place
    with on_page(cast.carol):
        reservations.take(by=cast.carol, participation_id=first.participation_id)
    assert "Carol Council is ringing" in text_of(get(cast.ned, "engagement:call_list", cast.exercise.id))
    page = post(cast.ned, "engagement:call_next", cast.exercise.id)
    assert page.status_code == 200 and first.name not in page.context["asked"].location_name.split("\n")
    assert page.context["row"].is_own


@now
def test_the_right_person_comes_first_and_a_wrong_number_is_struck(cast: Cast, no_second_factor):
    people = [
        ContactPerson.objects.create(provider=cast.elm, full_name=n, phone=p)
        for n, p in (("Abe", "01 1"), ("Zoe", "02 2"))
    ]
    for one, mark, about in ((people[0], "wrong_number", None), (people[1], "right_one", cast.at_elm)):
        one.locations.add(cast.at_elm.location)
        PersonMark.objects.create(
            authority=cast.authority,
            provider=cast.elm,
            person=one,
            participation=about,
            mark=mark,
            made_at=timezone.now(),
        )
    page = get(cast.ned, "engagement:call_ring", cast.exercise.id, cast.at_elm.id).content.decode()
    assert page.index("tel:022") < page.index("<s>01 1</s>") and "tel:011" not in page


@now
def test_a_call_that_is_logged_leads_back_and_is_not_rung_again_today(cast: Cast, no_second_factor):
    post(cast.ned, "engagement:call_claim", cast.exercise.id, cast.at_elm.id)
    where = (cast.exercise.id, cast.at_elm.id)
    page = post(cast.ned, "engagement:call_ring", *where, channel="call", direction="out")
    assert "Choose what came of it" in text_of(page)
    page = post(cast.ned, "engagement:call_ring", *where, channel="call", direction="out", outcome="no_answer")
    assert page.redirect_chain[-1][0].endswith("/calls/")
    assert Contact.objects.get().outcome == "no_answer"
    assert not Reservation.objects.filter(ended_at=None).exists()
    assert cast.at_elm.id not in {row.call.facts.place.participation_id for row in rows(cast, "ned")}


@now
def test_of_a_draft_only_the_team_is_told(cast: Cast):
    hand_in(cast.ada, cast.at_elm)
    for name, told in (("ned", True), ("carol", False)):
        with behind_the_wall(getattr(cast, name)):
            words = " ".join(row.call.words for row in rows(cast, name))
        assert ("draft" in words) is told


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_it():
    cast = make_cast()
    start, found = Barrier(2), []

    def ring(name: str) -> None:
        try:
            start.wait()
            found.append(reservations.take(by=getattr(cast, name), participation_id=cast.at_elm.id))
        finally:
            connection.close()

    for _ in range(5):
        Reservation.objects.all().delete()
        threads = [Thread(target=ring, args=(name,)) for name in ("ned", "dev")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 10 and sum(isinstance(one, Reservation) for one in found) == 5
