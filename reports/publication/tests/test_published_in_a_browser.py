"""The published pages in a real browser without a script, at both widths and on paper: axe is clean, all is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from reports.tests.accepted_returns import Market, make_market

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
FIRST_SCREEN = 900


def addresses(market: Market) -> list[str]:
    exercise = market.exercise.id
    return [
        reverse("reports:published_list"),
        reverse("reports:published", args=[exercise]),
        reverse("reports:published_release", args=[exercise, 1]),
    ]


@pytest.mark.nightly
def test_the_published_pages_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    market = make_market(13)
    market.release()
    market.accept(5)
    market.release()
    for address in addresses(market):
        page.goto(live_server.url + address)
        page_holds(page)


@pytest.mark.proof
def test_without_a_script_the_answers_are_on_the_first_screen_and_all_is_on_paper(live_server: Any, new_page: Any):
    market = make_market(13)
    market.release()
    page = new_page(java_script_enabled=False)
    page.goto(live_server.url + addresses(market)[1])
    for question in ("What does an hour cost?", "How was it made?"):
        place = page.get_by_text(question, exact=True).bounding_box()
        assert place and place["y"] + place["height"] < FIRST_SCREEN, question
    page.emulate_media(media="print")
    for words in ("Total careworker costs", "CQC fees", "How it was made"):
        assert page.get_by_text(words, exact=True).first.is_visible(), words
    assert not page.get_by_text("A workbook (xlsx)").is_visible()
