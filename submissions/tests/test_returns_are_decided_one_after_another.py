"""An analyst works through what was submitted: one page a return, and the next is a button away."""

import pytest
from django.urls import reverse

from accounts.tests.pages import get, post, text_of
from submissions.models import Return
from submissions.tests.cast import Cast, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def two(cast: Cast) -> tuple[Return, Return]:
    return submitted(cast.ada, cast.at_elm), submitted(cast.bea, cast.at_oak)


def test_the_page_of_a_return_accepts_it_and_leads_to_the_next(cast, two):
    page = get(cast.dev, "submissions:return_detail", two[0].id)
    assert "2 submitted returns of this exercise wait for a decision. Next: Oak Home Care" in text_of(page)
    assert "Accept, and on to the next" in text_of(page)
    answer = post(cast.dev, "submissions:accept", two[0].id, version="1", go_on="yes")
    assert answer.redirect_chain[-1][0] == reverse("submissions:return_detail", args=[two[1].id])
    assert "Elm Home Care: the return is accepted and counts in the next calculation." in text_of(answer)


def test_after_the_last_comes_the_first_that_still_waits(cast, two):
    assert "Next: Elm Home Care" in text_of(get(cast.dev, "submissions:return_detail", two[1].id))


def test_where_none_waits_it_stays_on_the_return(cast, two):
    post(cast.dev, "submissions:accept", two[0].id, version="1")
    page = text_of(get(cast.dev, "submissions:return_detail", two[1].id))
    assert "Next:" not in page and "on to the next" not in page
    answer = post(cast.dev, "submissions:accept", two[1].id, version="1", go_on="yes")
    assert answer.redirect_chain[-1][0] == reverse("submissions:return_detail", args=[two[1].id])


def test_what_was_refused_stays_in_sight(cast, two):
    answer = post(cast.dev, "submissions:accept", two[0].id, version="7", go_on="yes")
    assert answer.redirect_chain[-1][0] == reverse("submissions:return_detail", args=[two[0].id])


def test_who_cannot_decide_sees_no_queue(cast, two):
    assert "Next:" not in text_of(get(cast.fay, "submissions:return_detail", two[0].id))
