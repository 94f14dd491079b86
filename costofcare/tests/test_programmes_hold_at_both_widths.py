"""The pages of programmes in a browser, at both widths: axe is content, nothing hangs over the side.

PICTURES=<folder> keeps a picture of each.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from costofcare.tests.reflow import faults_of_page, sign_in
from markets.models import MarketProgramme, ServiceUserQuestions
from markets.programme.tests.made_programme import EAST, WEST, a_programme, packages, with_the_switch
from markets.tests.council import make_council

ANSWERS = {"knows_careworkers": {"East": {"Agree": 12, "Disagree": 3}, "West": {"Agree": 9, "Neither": 7}}}


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_second_factor")
def test_pages_of_a_programme(live_server: Any, new_page: Callable[..., Page]):
    carol = with_the_switch(make_council().carol)
    made = a_programme(carol)
    programme, asked = made["programme_id"], made["question_set_id"]
    packages(
        carol,
        (42, "Oak Home Care", "East"),
        (17, "Elm at Home", "East"),
        (33, "Ash", "West"),
        (12, "Elm at Home", "West"),
    )
    add_on = {"key": "dementia", "starts": "2027-10-01", "zones": ["East", "West"]}
    providers = {"East": ["Oak Home Care"], "West": ["Ash", "Oak Home Care"]}
    MarketProgramme.objects.update(phases=[EAST, WEST], add_ons=[add_on], providers=providers)
    ServiceUserQuestions.objects.update(answers=ANSWERS)
    pages = (
        ("programme_list", ()),
        ("programme_new", ()),
        ("programme_detail", (programme,)),
        ("programme_phase", (programme, "p1")),
        ("programme_add_ons", (programme,)),
        ("programme_zone", (programme, 1)),
        ("programme_choices", (programme,)),
        ("question_set_new", (programme,)),
        *((f"question_set_{name}", (asked,)) for name in ("detail", "form", "answers", "paste")),
    )
    page, found = new_page(), list[str]()
    sign_in(page, live_server.url, carol)
    for number, (name, keys) in enumerate(pages):
        found += faults_of_page(page, live_server.url + reverse(f"markets:{name}", args=keys), f"{number}-{name}")
    assert not found, "\n".join(found)
