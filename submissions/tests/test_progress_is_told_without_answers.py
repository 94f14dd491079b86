"""How far a return has come is told to those who reach providers: to the council only that it is in."""

import pytest

from register import queries as register
from register.models import ContactPerson
from submissions import queries
from submissions.queries import ReturnProgress, progress_in
from submissions.tests.cast import Cast, accepted, as_worker, behind_the_wall, mostly_by_night, submitted

pytestmark = pytest.mark.django_db


def told(cast: Cast, name: str) -> dict[object, ReturnProgress]:
    who = getattr(cast, name)
    with behind_the_wall(who):
        return dict(progress_in(who, cast.exercise.id))


def test_the_team_learns_state_and_progress(cast: Cast):
    accepted(cast.ada, cast.dev, cast.at_elm)
    row = told(cast, "ned")[cast.at_elm.id]
    assert row.state == "accepted" and row.received_at and row.used_at and row.last_used_at


def test_the_council_learns_that_it_is_in_and_not_what_became_of_it(cast: Cast):
    accepted(cast.ada, cast.dev, cast.at_elm)
    submitted(cast.bea, cast.at_oak)
    rows = told(cast, "carol")
    assert set(rows) == {cast.at_elm.id, cast.at_oak.id}
    for row in rows.values():
        assert row.received_at and (row.state, row.answered, row.last_used_at) == (None, None, None)


@pytest.mark.parametrize("name", mostly_by_night("ada", "bea", "reg", "gus", "alex", "una"))
def test_nobody_else_is_told_anything(cast: Cast, name: str):
    accepted(cast.ada, cast.dev, cast.at_elm)
    assert told(cast, name) == {}


def test_the_worker_knows_all_and_a_page_may_not_ask_it(cast: Cast):
    submitted(cast.ada, cast.at_elm)
    with as_worker():
        assert queries.progress_for_tasks(cast.exercise.id)[cast.at_elm.id].state == "submitted"


def test_the_council_knows_the_people_of_its_own_locations_alone(cast: Cast):
    person = ContactPerson.objects.create(provider=cast.elm, full_name="Emma Elm", email="emma@elm.example")
    person.locations.add(cast.at_elm.location)
    for who, seen in ((cast.carol, 1), (cast.ned, 1), (cast.gus, 0), (cast.bea, 0), (cast.reg, 0)):
        with behind_the_wall(who):
            assert register.people_reached(who).count() == seen
