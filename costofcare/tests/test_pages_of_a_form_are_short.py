"""No page of the return online is longer than 5,000 pixels on a telephone, and none hangs over its side."""

from collections.abc import Callable

import pytest
from django.conf import settings as configured
from django.urls import reverse
from django.utils.text import slugify
from playwright.sync_api import Page

from accounts.tests.pages import client_of
from costing.forms import CURRENT
from costofcare.tests.targets import small_targets
from submissions.tests.cast import make_exercise, take_part
from submissions.tests.online import type_in, typed_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
LONGEST, TELEPHONE = 5_000, 375
EXAMPLES = {"homecare": "homecare_2", "care_home": "care_home_1"}


@pytest.fixture
def looks(cast, live_server, new_page) -> Callable[[str], Page]:
    page = new_page(TELEPHONE)
    cookie = client_of(cast.ada).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    def looked(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return looked


@pytest.mark.parametrize(
    "service",
    [
        pytest.param(service, marks=pytest.mark.nightly if service == "homecare" else pytest.mark.proof)
        for service in CURRENT
    ],
)
def test_pages_are_short_and_their_targets_large(service, cast, looks):
    exercise = make_exercise(cast.authority, "Another exercise", service=service)
    place = take_part(exercise, cast.elm, "Elm Place", "1-100000009")
    type_in(cast.ada, place, typed_of(EXAMPLES[service], place))
    found = []
    for part in CURRENT[service].pages:
        page = looks(reverse("submissions:online_section", args=[place.id, slugify(part.title)]))
        found += faults_of(page, part.title)
    page = looks(reverse("submissions:online_answers", args=[place.id]))
    found += faults_of(page, "Check your answers")
    assert not found, "\n".join(found)


def faults_of(page: Page, title: str) -> list[str]:
    tall, wide = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    found = [f"{title}: {tall} pixels"] if tall > LONGEST else []
    found += [f"{title}: {wide} pixels wide"] if wide > TELEPHONE else []
    return found + [f"{title}: small {each}" for each in small_targets(page)]
