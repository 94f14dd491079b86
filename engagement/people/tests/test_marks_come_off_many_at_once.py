"""Marks of addresses that do not work come off those ticked, or off all, by whoever may write to them."""

import pytest

from accounts.tests.pages import get, post, text_of
from engagement.models import PersonMark
from engagement.tests.campaign_steps import marked, somebody_at
from submissions.tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE = "engagement:bad_address_list"


def standing() -> set[str]:
    return set(PersonMark.objects.filter(ended_at=None, mark="bad_address").values_list("person__full_name", flat=True))


def test_those_ticked_or_all(cast: Cast):
    people = [somebody_at(cast.at_elm, name=f"P {i}", email=f"p{i}@elm.example") for i in range(4)]
    for person in people:
        marked(person, cast.at_elm, "bad_address")
    marked(people[0], cast.at_elm, "opted_out")
    assert "4 people whose" in text_of(get(cast.ned, "engagement:person_list", cast.exercise.id))
    ticked = [str(people[0].id), str(people[1].id)]
    assert "taken off 2 people" in text_of(post(cast.ned, PAGE, cast.exercise.id, person=ticked))
    assert standing() == {"P 2", "P 3"}
    post(cast.ned, PAGE, cast.exercise.id, person="nonsense")
    assert len(standing()) == 2
    post(cast.ned, PAGE, cast.exercise.id, all="1")
    assert not standing() and PersonMark.objects.filter(mark="opted_out", ended_at=None).exists()


def test_nobody_else(cast: Cast):
    marked(somebody_at(cast.at_elm), cast.at_elm, "bad_address")
    for who in (cast.ada, cast.gus, cast.una):
        post(who, PAGE, cast.exercise.id, all="1")
    assert standing() == {"Mia Manager"}
