"""Whoever chooses “Promised a date” is asked for the date there and then, and reads it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.pages import get, post, text_of
from costing.figure_words import day_in_words
from engagement.contacts.tests.test_a_call_is_logged_by_keyboard import open_as
from engagement.models import Contact
from submissions.tests.cast import Cast

DAY = timezone.localdate() + timedelta(days=9)
PROMISE = {"channel": "call", "direction": "out", "outcome": "promised_date"}
DAY_GIVEN = {"promised_on_0": DAY.day, "promised_on_1": DAY.month, "promised_on_2": DAY.year}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePage:
    def test_asks_for_the_day_before_the_folded_part(self, cast: Cast) -> None:
        page = get(cast.ned, "engagement:location_detail", cast.exercise.id, cast.at_elm.id).content.decode()
        assert page.index("The day they promised") < page.index("<details", page.index("What came of it"))

    def test_reads_the_day_back(self, cast: Cast) -> None:
        place = (cast.exercise.id, cast.at_elm.id)
        page = text_of(post(cast.ned, "engagement:location_detail", *place, **PROMISE, **DAY_GIVEN))
        assert f"Call logged: promised a date ({day_in_words(DAY)})." in page
        page = text_of(get(cast.ned, "engagement:call_ring", *place))
        assert f"promised a date: {DAY:%-d %b %Y}" in page


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_the_day_stands_below_its_answer_and_is_sent_with_no_other(page: Any, live_server: Any, cast: Cast) -> None:
    open_as(page, live_server, cast.ned)
    place = reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_elm.id])
    page.goto(f"{live_server.url}{place}")
    day = page.get_by_role("group", name="The day they promised")
    assert not day.is_visible()
    page.get_by_label("Promised a date").check()
    assert day.is_visible()
    for name, value in DAY_GIVEN.items():
        page.locator(f"[name={name}]").fill(str(value))
    page.get_by_label("Spoke", exact=True).check()
    assert not day.is_visible()
    page.get_by_role("button", name="Log this contact").click()
    page.wait_for_load_state()
    assert Contact.objects.get().promised_on is None
