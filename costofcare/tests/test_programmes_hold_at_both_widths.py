"""The pages of programmes in a browser, at both widths: axe is content, nothing hangs over the side.

PICTURES=<folder> keeps a picture of each.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse
from playwright.sync_api import Page

from accounts.tests.pages import client_of
from costofcare.tests.browser import DESKTOP, PHONE, assert_axe_clean
from costofcare.tests.reflow import faults_at
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
    page, found = new_page(), []
    cookie = client_of(carol).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    for number, (name, keys) in enumerate(pages):
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(live_server.url + reverse(f"markets:{name}", args=keys))
            assert answer is not None and answer.ok, name
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"{number}-{name}-{width}.png", full_page=True)
            found += [f"{name} at {width}: {fault}" for fault in faults_at(page, width)]
        assert_axe_clean(page)
    assert not found, "\n".join(found)
